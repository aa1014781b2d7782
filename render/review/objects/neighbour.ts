import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { Desired, Placed } from "../desired.ts";

/**
 * The object of this kind and name in the same cluster; undefined if git does not hold it.
 *
 * @param kind with its group: `traefik.io/Middleware`
 */
export function neighbour(
  placed: Placed,
  desired: Desired,
  kind: string,
  namespace: string,
  name: string,
): Placed | undefined {
  return desired.byKey.get(`${targetOf(placed)}/${kind}/${namespace}/${name}`);
}

/** The cluster that an object goes to, as keys name it. */
export function targetOf({ key, namespace, object }: Placed): string {
  return key.slice(0, -`/${groupKind(object)}/${namespace}/${object.metadata.name}`.length);
}
