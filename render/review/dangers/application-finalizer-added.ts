import { changedSettings } from "../objects/application-settings.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/#about-the-deletion-finalizer */
export const applicationFinalizerAdded: Danger = {
  id: "application-finalizer-added",
  level: "warn",
  explanation:
    "An Application gets a finalizer: whoever deletes or renames it from now on deletes everything that it deployed",
  remedy:
    "Let what must outlive it carry the sync option Delete=false; leave the finalizer off what others stand on, such as storage",
  change: changed => {
    const settings = changedSettings(changed);
    if (settings === undefined || settings.was.cascades || !settings.is.cascades) return [];
    return [{ what: "its deletion now takes its objects along", field: "metadata.finalizers" }];
  },
};
