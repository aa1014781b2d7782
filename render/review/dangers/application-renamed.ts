import { DATA_BEARING } from "../../../platform/protection.ts";
import { deletedApplication } from "../objects/deleted-application.ts";
import { successionOf } from "../objects/succession-of.ts";
import { survivesCascade } from "../objects/sync-options.ts";
import { enumerated } from "../words/enumerated.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/ */
export const applicationRenamed: Danger = {
  id: "application-renamed",
  level: "warn",
  explanation:
    "An Application goes while another one takes over what it deployed: the finalizer of the old one may delete it first, and then the new one creates it anew and empty",
  remedy: "Take the finalizer off the old Application in a change of its own, and rename it when that has been synced",
  change: (changed, { before, after }) => {
    const gone = deletedApplication(changed, before);
    if (gone === undefined || !gone.cascades) return [];
    const { heirs, inherited } = successionOf(gone, before, after);
    if (heirs.length === 0) return [];
    const losesData = inherited.some(
      ({ object }) => DATA_BEARING.has(object.kind) && !survivesCascade(object, gone.syncOptions),
    );
    const what = `Application "${gone.name}" is deleted, with what ${enumerated(heirs)} from now on deploys`;
    return [{ what, ...((losesData || inherited.length === 0) && { level: "stop" as const }) }];
  },
};
