import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { Situation } from "../situation.ts";
import { DEFINITION, definedKind } from "./definition.ts";
import { removal } from "./removal.ts";
import type { Survey } from "./survey.ts";
import { targetOf } from "./target-of.ts";

/**
 * Kinds that the API server no longer knows after this change, by cluster, group and kind: their CRD is pruned, and every
 * object of theirs with it. Deleting an Application spares CRDs.
 */
export function lostKinds({ changes }: Situation, before: Survey, after: Survey): ReadonlySet<string> {
  const lost = changes.flatMap(({ old, fresh }) => {
    if (old === undefined || fresh !== undefined || groupKind(old.object) !== DEFINITION) return [];
    const manager = after.manager(before.applicationKey(old));
    const isPruned = manager !== undefined && removal(old, manager, after.settings(old.cluster)).outcome === "prune";
    return isPruned ? [`${targetOf(old)}/${definedKind(old.object)}`] : [];
  });
  return new Set(lost);
}
