import { changedSettings } from "../objects/application-settings.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/ */
export const applicationAutomationRemoved: Danger = {
  id: "application-automation-removed",
  level: "warn",
  explanation: "An Application no longer syncs by itself: commits are merged and nothing happens, also for repairs",
  remedy: "Say who syncs it from now on, or keep spec.syncPolicy.automated",
  change: changed => {
    const settings = changedSettings(changed);
    if (settings === undefined || !settings.was.isAutomated || settings.is.isAutomated) return [];
    return [{ what: "automated sync is switched off", field: "spec.syncPolicy.automated" }];
  },
};
