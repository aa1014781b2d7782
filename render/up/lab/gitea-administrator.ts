import type { GiteaAccess } from "../../../platform/secrets/gitea-request.ts";
import type { LabAt } from "../lab-at.ts";
import { trustLab } from "./current-cluster.ts";
import { hostNamed } from "./host-named.ts";

/** Account in whose name `lab` works in Gitea. No person signs in with it: nobody keeps its password. */
export const ADMINISTRATOR = "lab-admin";

/** Its token, as Gitea's host keeps it. */
export const ADMINISTRATOR_TOKEN = "gitea/token";

/**
 * Gitea, as the administrator that `lab up` has made.
 *
 * @throws {Error} when its host keeps no token
 */
export function giteaAdministrator(on: LabAt): GiteaAccess & { readonly token: string } {
  const { gitea } = on.cluster;
  const token = hostNamed(on, gitea.node).secrets.get(ADMINISTRATOR_TOKEN);
  if (token === undefined) {
    throw new Error(
      `Cannot ask Gitea: ${gitea.node} keeps no token of its administrator, run "npx lab up --from gitea-account"`,
    );
  }
  trustLab(on.cluster);
  return { url: `https://${gitea.host}`, token };
}
