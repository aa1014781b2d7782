import { groupKind } from "../../../platform/cluster-scoped.ts";
import { oncePer } from "../../memory/once-per.ts";
import type { Desired, Placed } from "../desired.ts";

/** The objects in git of some kinds, with their groups: `ofKind(desired, "ConfigMap", "networking.k8s.io/Ingress")`. */
export function ofKind(desired: Desired, ...kinds: readonly string[]): readonly Placed[] {
  const known = byKind(desired);
  return kinds.flatMap(kind => known.get(kind) ?? []);
}

const byKind = oncePer((desired: Desired) => Map.groupBy(desired.objects, ({ object }) => groupKind(object)));
