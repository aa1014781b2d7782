import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { Placed } from "../desired.ts";

/** The cluster that an object lands in, as its key says: that of its Application, or the one that this deploys to. */
export function targetOf({ key, namespace, object }: Placed): string {
  const rest = `/${groupKind(object)}/${namespace}/${object.metadata.name}`;
  return key.endsWith(rest) ? key.slice(0, key.length - rest.length) : key;
}
