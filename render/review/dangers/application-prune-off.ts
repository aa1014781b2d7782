import { changedSettings } from "../objects/application-settings.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-pruning */
export const applicationPruneOff: Danger = {
  id: "application-prune-off",
  level: "note",
  explanation: "An Application no longer prunes: what leaves git runs on, and keeps the Application OutOfSync",
  remedy:
    "Delete by hand what leaves git, or protect single objects with Prune=false in place of switching pruning off",
  change: changed => {
    const settings = changedSettings(changed);
    if (settings === undefined || !settings.is.isAutomated || !settings.was.prunes || settings.is.prunes) return [];
    return [{ what: "automated pruning is switched off", field: "spec.syncPolicy.automated.prune" }];
  },
};
