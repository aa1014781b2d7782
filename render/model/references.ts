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

/** Every reference that an object makes to another one; the objects may be in other units. */
export function referencesOf(object: KubeObject): Reference[] {
  return READERS.get(groupKind(object))?.(object) ?? [];
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
