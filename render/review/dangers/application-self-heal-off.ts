import { changedSettings } from "../objects/application-settings.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-self-healing */
export const applicationSelfHealOff: Danger = {
  id: "application-self-heal-off",
  level: "warn",
  explanation:
    "An Application no longer heals itself: what is changed or deleted in the cluster stays so until the next commit",
  remedy: "Switch it off for as long as somebody works by hand, and say who switches it on again",
  change: changed => {
    const settings = changedSettings(changed);
    if (settings === undefined || !settings.is.isAutomated || !settings.was.heals || settings.is.heals) return [];
    return [{ what: "self-healing is switched off", field: "spec.syncPolicy.automated.selfHeal" }];
  },
};
