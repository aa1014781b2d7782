import { ciRole } from "../../platform/naming.ts";
import { fixed, giteaToken, type Secrets } from "../../platform/secrets/origin.ts";
import type { Lab } from "../checks/rule.ts";
import { appsOf } from "./apps-of.ts";
import { kvNeed } from "./kv-need.ts";
import type { Need } from "./need.ts";

/** Mount of what workflows read, below the names of their apps; the vault stack makes it. */
export const WORKFLOWS_MOUNT = "ci";

/** Account in Gitea of the workflows of every app. */
export const APP_WORKFLOWS = "ci";

/** By what they push the image of their app to the lab's registry, and start the lab's own workflow that proposes it. */
const SECRETS: Secrets = {
  registry: { username: fixed(APP_WORKFLOWS), token: giteaToken(APP_WORKFLOWS, "write:package") },
  lab: { token: giteaToken(APP_WORKFLOWS, "write:repository") },
};

/** What the workflows of each app read from Vault, as platform/app-repository/.gitea/vault-read.sh does. */
export function appWorkflowNeeds(lab: Lab): Need[] {
  return appsOf(lab).flatMap(app =>
    Object.entries(SECRETS).map(([name, keys]) => {
      const secret = `${app}/${name}`;
      const need = { path: `${WORKFLOWS_MOUNT}/${secret}`, keys, readers: [ciRole(app)] };
      return kvNeed(lab.cluster, { mount: WORKFLOWS_MOUNT, secret }, need);
    }),
  );
}
