import { changedSettings, type Destination } from "../objects/application-settings.ts";
import { objectsOf } from "../objects/objects-of.ts";
import { survivesPrune } from "../objects/sync-options.ts";
import { isVolumeClaim } from "../objects/volume-claims.ts";
import type { Danger, Level, Sight } from "./danger.ts";

/**
 * Objects that name no namespace change theirs without a change of their files. In the same cluster Argo CD still sees
 * the old ones, by their tracking annotation, and prunes them; those in another cluster it no longer looks at.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/
 */
export const applicationDestinationChanged: Danger = {
  id: "application-destination-changed",
  level: "warn",
  explanation:
    "An Application deploys to another place: there everything is created anew and empty; what was at the old place is pruned, or left behind if that is another cluster",
  remedy: "Deploy to the new place with a second Application, move the data, and remove the old one afterwards",
  change: (changed, { before }) => {
    const settings = changedSettings(changed);
    if (settings === undefined || changed.old === undefined) return [];
    const { destination: was, syncOptions, prunes } = settings.was;
    const is = settings.is.destination;
    if (was.server !== is.server) return [seen("server", was, is, "warn")];
    if (was.namespace === is.namespace) return [];
    const own = objectsOf(before, changed.old.cluster, changed.old.object.metadata.name);
    const movers = own.filter(({ namespace, object }) => namespace !== "" && !object.metadata.namespace);
    if (own.length > 0 && movers.length === 0) return [seen("namespace", was, is, "note")];
    const isLoss = prunes && movers.some(({ object }) => isVolumeClaim(object) && !survivesPrune(object, syncOptions));
    return [seen("namespace", was, is, isLoss ? "stop" : "warn")];
  },
};

function seen(field: keyof Destination, was: Destination, is: Destination, level: Level): Sight {
  const what = `its ${field} changes from "${was[field]}" to "${is[field]}"${level === "note" ? ", and no object moves" : ""}`;
  return { what, field: `spec.destination.${field}`, level };
}
