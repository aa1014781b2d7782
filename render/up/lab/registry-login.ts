import { NODES_TOKEN } from "../../../platform/hosts/parts/k3s-registries.ts";
import { serverOf } from "../../../platform/hosts/server-of.ts";
import { newToken } from "../../../platform/secrets/gitea-accounts.ts";
import { keepSecrets } from "../kept-secrets.ts";
import type { LabAt } from "../lab-at.ts";
import type { Step } from "../step.ts";
import { giteaAdministrator } from "./gitea-administrator.ts";
import { hostNamed } from "./host-named.ts";
import { misplaced, placeAgain } from "./place-again.ts";

/** By what every node pulls images from Gitea: a token that may do nothing else, kept by the server of k3s. */
export const registryLogin: Step<LabAt> = {
  name: "registry-login",
  does: "lets nodes pull images from Gitea",
  limitSeconds: 600,
  undo: 'end the tokens "lab registry" of the account nodes in Gitea, and remove the secret from the server of k3s',
  async check(on) {
    if (!homeOf(on).secrets.has(NODES_TOKEN)) return ["no node has a token for Gitea's images"];
    return misplaced(on.hosts.values());
  },
  async do(on) {
    const home = homeOf(on);
    if (!home.secrets.has(NODES_TOKEN)) {
      const token = await newToken(giteaAdministrator(on), "nodes", "lab registry", ["read:package"]);
      await keepSecrets(home, new Map([[NODES_TOKEN, token]]));
    }
    await placeAgain(on.hosts.values());
  },
};

function homeOf(on: LabAt) {
  return hostNamed(on, serverOf(on.cluster).name);
}
