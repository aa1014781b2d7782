import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import type { Desired, Placed } from "../desired.ts";
import { mappingsOf, textOf, textsOf, valueAt } from "./fields.ts";
import { podsOf } from "./pods.ts";

export function isVolumeClaim(object: KubeObject): boolean {
  return groupKind(object) === "PersistentVolumeClaim";
}

/** Names of the claims that the pods of an object mount; not those that a StatefulSet makes for each pod. */
export function mountedClaims(object: KubeObject): string[] {
  return mappingsOf(podsOf(object)?.spec.volumes).flatMap(
    volume => textOf(valueAt(volume, "persistentVolumeClaim.claimName")) ?? [],
  );
}

/** The claims in git that the pods of an object mount. One that git does not hold is left out: nothing is known of it. */
export function claimsMountedBy({ cluster, namespace, object }: Placed, desired: Desired): Placed[] {
  return mountedClaims(object).flatMap(
    name => desired.byKey.get(`${cluster}/PersistentVolumeClaim/${namespace}/${name}`) ?? [],
  );
}

/** Whether the volume of a claim is on one node at a time: ReadWriteOnce or ReadWriteOncePod, and nothing else. */
export function isSingleAttach(claim: KubeObject): boolean {
  const modes = textsOf(valueAt(claim, "spec.accessModes"));
  return modes.length > 0 && modes.every(mode => mode === "ReadWriteOnce" || mode === "ReadWriteOncePod");
}
