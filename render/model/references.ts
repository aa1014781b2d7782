import { groupKind } from "../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { fromIngress } from "./references/ingress.ts";
import { fromAutoscaler, fromPods, fromStatefulSet } from "./references/pods.ts";
import { fromRoleBinding } from "./references/rbac.ts";
import type { Reference } from "./references/reference.ts";
import { fromClaim } from "./references/storage.ts";
import { fromIngressRoute, fromTraefikService } from "./references/traefik.ts";
import { fromVaultAuth, fromVaultSecret } from "./references/vault.ts";

export type { Reference, Via } from "./references/reference.ts";

/**
 * Every reference that an object makes to another one; the objects may be in other units. One that has not the shape of
 * its kind makes none: Kubernetes refuses it.
 */
export function referencesOf(object: KubeObject): Reference[] {
  const read = READERS.get(groupKind(object));
  if (read === undefined) return [];
  try {
    return read(withoutNulls(object));
  } catch (error) {
    if (error instanceof TypeError) return [];
    throw error;
  }
}

/** To Kubernetes, a field that is null is absent: `tls:` with nothing behind it. */
function withoutNulls<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.filter(item => item !== null).map(withoutNulls);
    return items.length === value.length && items.every((item, index) => item === value[index])
      ? value
      : (items as Value);
  }
  const entries = Object.entries(value);
  const kept = entries.filter(([, inner]) => inner !== null).map(([key, inner]) => [key, withoutNulls(inner)] as const);
  const isSame = kept.length === entries.length && kept.every(([, inner], index) => inner === entries[index]?.[1]);
  return isSame ? value : (Object.fromEntries(kept) as Value);
}

/** By group and kind, for a kind of another group may only have the name. */
const READERS: ReadonlyMap<string, (object: KubeObject) => Reference[]> = new Map([
  ["PersistentVolumeClaim", fromClaim],
  ["Pod", fromPods],
  ["apps/DaemonSet", fromPods],
  ["apps/Deployment", fromPods],
  ["apps/ReplicaSet", fromPods],
  ["apps/StatefulSet", fromStatefulSet],
  ["autoscaling/HorizontalPodAutoscaler", fromAutoscaler],
  ["batch/CronJob", fromPods],
  ["batch/Job", fromPods],
  ["networking.k8s.io/Ingress", fromIngress],
  ["rbac.authorization.k8s.io/RoleBinding", fromRoleBinding],
  ["secrets.hashicorp.com/VaultAuth", fromVaultAuth],
  ["secrets.hashicorp.com/VaultDynamicSecret", fromVaultSecret],
  ["secrets.hashicorp.com/VaultStaticSecret", fromVaultSecret],
  ["traefik.io/IngressRoute", fromIngressRoute],
  ["traefik.io/TraefikService", fromTraefikService],
]);
