import { changedSettings } from "../objects/application-settings.ts";
import type { Danger } from "./danger.ts";

/** A live object that the project does not permit is no part of the Application: controller/state.go in Argo CD. */
export const applicationProjectChanged: Danger = {
  id: "application-project-changed",
  level: "warn",
  explanation:
    "An Application moves to another project: what that one does not permit fails to sync, and what is in the cluster of it is orphaned in silence",
  remedy:
    "See that the new project permits every kind, destination and repository of the Application, and lands no later than it",
  change: changed => {
    const settings = changedSettings(changed);
    if (settings === undefined || settings.was.project === settings.is.project) return [];
    return [
      { what: `it moves from project "${settings.was.project}" to "${settings.is.project}"`, field: "spec.project" },
    ];
  },
};
