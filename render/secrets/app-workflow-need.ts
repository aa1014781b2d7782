import { ciRole } from "../../platform/naming.ts";
import type { Keys } from "../../platform/secrets/origin.ts";
import type { Lab } from "../checks/rule.ts";
import { kvNeed } from "./kv-need.ts";
import type { Need } from "./need.ts";

/** Mount of what workflows read, below the names of their apps; the vault stack makes it. */
const MOUNT = "ci";

/** Account in Gitea of the workflows of every app. */
export const APP_WORKFLOWS = "ci";

/** A secret that the workflows of an app read from Vault, as platform/app-repository/.gitea/vault-read.sh does. */
export function appWorkflowNeed({ cluster }: Lab, app: string, name: string, keys: Keys): Need {
  const secret = `${app}/${name}`;
  return kvNeed(cluster, { mount: MOUNT, secret }, { path: `${MOUNT}/${secret}`, keys, readers: [ciRole(app)] });
}
