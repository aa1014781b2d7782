import { changedSettings } from "../objects/application-settings.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/#about-the-deletion-finalizer */
export const applicationFinalizerRemoved: Danger = {
  id: "application-finalizer-removed",
  level: "note",
  explanation:
    "An Application loses its finalizer: when it is deleted, its objects stay and run on without anybody who manages them",
  remedy: "Nothing, if that is meant, such as before a rename; else keep the finalizer",
  change: changed => {
    const settings = changedSettings(changed);
    if (settings === undefined || !settings.was.cascades || settings.is.cascades) return [];
    return [{ what: "its deletion now leaves its objects behind", field: "metadata.finalizers" }];
  },
};
