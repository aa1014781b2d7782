import { changedSettings } from "../objects/application-settings.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-self-healing */
export const applicationSelfHealOn: Danger = {
  id: "application-self-heal-on",
  level: "note",
  explanation:
    "An Application heals itself from now on: what somebody changed by hand in the cluster is reverted within seconds",
  remedy: "See with argocd app diff what was changed by hand, and bring what must stay into git first",
  change: changed => {
    const settings = changedSettings(changed);
    if (settings === undefined || settings.was.heals || !settings.is.heals) return [];
    return [{ what: "self-healing is switched on", field: "spec.syncPolicy.automated.selfHeal" }];
  },
};
