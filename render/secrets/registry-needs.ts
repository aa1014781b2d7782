import { fixed, giteaToken } from "../../platform/secrets/origin.ts";
import type { Lab } from "../checks/rule.ts";
import { APP_WORKFLOWS, appWorkflowNeed } from "./app-workflow-need.ts";
import { appsOf } from "./apps-of.ts";
import type { Need } from "./need.ts";

/** By what the workflows of each app push its image to the lab's registry. */
export function registryNeeds(lab: Lab): Need[] {
  const keys = { username: fixed(APP_WORKFLOWS), token: giteaToken(APP_WORKFLOWS, "write:package") };
  return appsOf(lab).map(app => appWorkflowNeed(lab, app, "registry", keys));
}
