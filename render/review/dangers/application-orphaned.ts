import { deletedApplication } from "../objects/deleted-application.ts";
import { objectsOf } from "../objects/objects-of.ts";
import { successionOf } from "../objects/succession-of.ts";
import { counted } from "../words/counted.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/ */
export const applicationOrphaned: Danger = {
  id: "application-orphaned",
  level: "warn",
  explanation:
    "An Application without finalizer is deleted: what it deployed runs on, and nobody updates, heals or removes it any more",
  remedy: "Add the finalizer in an earlier change if its objects shall go too, or delete them by hand afterwards",
  change: (changed, { before, after }) => {
    const gone = deletedApplication(changed, before);
    if (gone === undefined || gone.cascades) return [];
    const { inherited, isWhole } = successionOf(gone, before, after);
    if (isWhole) return [];
    const own = objectsOf(before, gone.cluster, gone.name).filter(({ object }) => object !== gone.object);
    const left = own.length - inherited.length;
    const rest =
      gone.folders.length === 0 ? "what it deployed stays behind" : `leaves ${counted(left, "object")} behind`;
    return [{ what: `Application "${gone.name}" is deleted, and ${rest}` }];
  },
};
