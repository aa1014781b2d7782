import type { Lab } from "../checks/rule.ts";
import { databaseNeeds } from "./database-needs.ts";
import { kvNeeds } from "./kv-needs.ts";
import { labWorkflowNeeds } from "./lab-workflow-needs.ts";
import { loginKeyNeeds } from "./login-key-needs.ts";
import type { Need } from "./need.ts";
import { proposalNeeds } from "./proposal-needs.ts";
import { registryNeeds } from "./registry-needs.ts";
import { signInNeed } from "./sign-in-need.ts";

/** Everything secret that a cluster needs, by path. */
export function needsOf(lab: Lab): Need[] {
  const all = [
    ...kvNeeds(lab),
    signInNeed(lab.cluster),
    ...loginKeyNeeds(lab),
    ...registryNeeds(lab),
    ...proposalNeeds(lab),
    ...databaseNeeds(lab),
    ...labWorkflowNeeds(lab),
  ];
  return all.sort((one, other) => (one.path < other.path ? -1 : 1));
}
