import type { DesiredApplication } from "../desired.ts";
import { applicationSettings } from "../objects/application-settings.ts";
import { deletedApplication } from "../objects/deleted-application.ts";
import { successionOf } from "../objects/succession-of.ts";
import type { Danger } from "./danger.ts";

/**
 * Of data in git, `volume-claim-removed` and its like tell, and `application-renamed` of what another Application takes
 * over; what an Application takes from elsewhere nobody sees here.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/
 */
export const applicationRemoved: Danger = {
  id: "application-removed",
  level: "warn",
  explanation:
    "An Application is deleted, and its finalizer takes everything along that it deployed, but for what carries Delete=false",
  remedy: "Back its data up, and let what must outlive it carry the sync option Delete=false in an earlier change",
  change: (changed, { before, after }) => {
    const gone = deletedApplication(changed, before);
    if (gone === undefined || !gone.cascades || successionOf(gone, before, after).isWhole) return [];
    const what = `Application "${gone.name}" is deleted, with everything that it deployed`;
    return [isUnseen(gone) ? { level: "stop", what: `${what}, which is not in this repository` } : { what }];
  },
};

function isUnseen({ object, folders }: DesiredApplication): boolean {
  const sources = applicationSettings(object)?.sources ?? [];
  return folders.length === 0 || sources.some(({ chart }) => chart !== undefined);
}
