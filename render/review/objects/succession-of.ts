import { isDeepStrictEqual } from "node:util";
import { oncePer } from "../../memory/once-per.ts";
import type { Desired, DesiredApplication, Placed } from "../desired.ts";
import { applicationSettings } from "./application-settings.ts";
import { objectsOf } from "./objects-of.ts";

/** What becomes of the objects of an Application that goes, as far as others take them over. */
export interface Succession {
  /** Names of the Applications that deploy them from now on; empty if nobody does. */
  readonly heirs: readonly string[];
  /** The objects in git that they take over, as they were. */
  readonly inherited: readonly Placed[];
  /** Whether they take over everything. */
  readonly isWhole: boolean;
}

/** Of an Application that takes all from elsewhere, a new one with the same sources is the heir. */
export function successionOf(gone: DesiredApplication, before: Desired, after: Desired): Succession {
  const own = objectsOf(before, gone.cluster, gone.name);
  const heirOf = ({ key }: Placed) => {
    const heir = after.byKey.get(key)?.application;
    return heir === gone.name || heir === "" ? undefined : heir; // "" is a hand, which takes nothing over
  };
  const inherited = own.filter(placed => heirOf(placed) !== undefined);
  const unseen = gone.folders.length === 0 ? newWithSameSources(gone, before, after) : [];
  const heirs = [...new Set([...inherited.flatMap(placed => heirOf(placed) ?? []), ...unseen])];
  return { heirs, inherited, isWhole: heirs.length > 0 && inherited.length === own.length };
}

function newWithSameSources(gone: DesiredApplication, before: Desired, after: Desired): string[] {
  const isNew = ({ cluster, name }: DesiredApplication) => !before.applications.has(`${cluster}/${name}`);
  const sources = applicationSettings(gone.object)?.sources;
  return (byCluster(after).get(gone.cluster) ?? [])
    .filter(one => isNew(one) && isDeepStrictEqual(applicationSettings(one.object)?.sources, sources))
    .map(({ name }) => name);
}

const byCluster = oncePer((desired: Desired) => Map.groupBy(desired.applications.values(), ({ cluster }) => cluster));
