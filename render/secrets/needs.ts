import type { Lab } from "../checks/rule.ts";
import { appWorkflowNeeds } from "./app-workflow-needs.ts";
import { databaseNeeds } from "./database-needs.ts";
import { kvNeeds } from "./kv-needs.ts";
import { loginKeyNeeds } from "./login-key-needs.ts";
import { mergeTokenNeed } from "./merge-token-need.ts";
import type { Need } from "./need.ts";
import { signInNeed } from "./sign-in-need.ts";

/** Everything secret that a cluster needs, by path. */
export function needsOf(lab: Lab): Need[] {
  const all = [
    ...kvNeeds(lab),
    signInNeed(lab.cluster),
    ...loginKeyNeeds(lab),
    ...appWorkflowNeeds(lab),
    ...databaseNeeds(lab),
    mergeTokenNeed(lab.cluster),
  ];
  return all.sort((one, other) => (one.path < other.path ? -1 : 1));
}
