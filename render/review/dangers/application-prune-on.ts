import { changedSettings } from "../objects/application-settings.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-pruning */
export const applicationPruneOn: Danger = {
  id: "application-prune-on",
  level: "warn",
  explanation:
    "An Application prunes from now on: whatever left git before and is still in the cluster goes at its next sync",
  remedy: "See with argocd app diff what is left over, and protect what must stay with Prune=false",
  change: changed => {
    const settings = changedSettings(changed);
    if (settings === undefined || settings.was.prunes || !settings.is.prunes) return [];
    return [{ what: "automated pruning is switched on", field: "spec.syncPolicy.automated.prune" }];
  },
};
