import { giteaToken } from "../../platform/secrets/origin.ts";
import type { Lab } from "../checks/rule.ts";
import { APP_WORKFLOWS, appWorkflowNeed } from "./app-workflow-need.ts";
import { appsOf } from "./apps-of.ts";
import type { Need } from "./need.ts";

/** By what the workflows of each app start the lab's own workflow that proposes a new image. */
export function proposalNeeds(lab: Lab): Need[] {
  const keys = { token: giteaToken(APP_WORKFLOWS, "write:repository") };
  return appsOf(lab).map(app => appWorkflowNeed(lab, app, "lab", keys));
}
