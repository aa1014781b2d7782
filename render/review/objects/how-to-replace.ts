import { groupKind, type Typed } from "../../../platform/cluster-scoped.ts";

/** One sentence: how an object gets a new value in a field that Kubernetes refuses to change, by its kind. */
export function howToReplace(object: Typed): string {
  return WAYS.get(groupKind(object)) ?? "Give it a new name; or delete it by hand, and the next sync creates it again";
}

const WORKLOAD =
  "Delete it by hand with --cascade=orphan, let the sync create it again, and delete by hand the pods and ReplicaSets that it left when the new ones run";
const BINDING = "Delete it by hand, and the next sync creates it again; its subjects have no rights meanwhile";
const ANOTHER_NAME = "Give it another name in git, let what uses it follow, and delete the old one by hand";

const WAYS: ReadonlyMap<string, string> = new Map([
  ["ConfigMap", ANOTHER_NAME],
  ["PersistentVolume", "Leave it as it is; make a new volume, and copy the data over"],
  [
    "PersistentVolumeClaim",
    "Leave it as it is; declare another claim beside it, copy the data over, let the workload follow, and remove the old one at last",
  ],
  ["Secret", ANOTHER_NAME],
  [
    "Service",
    "Delete it by hand, and the next sync creates it again; it has no address meanwhile, and another one then",
  ],
  [
    "apiextensions.k8s.io/CustomResourceDefinition",
    "Leave it as it is; declare another kind beside it, and move its objects: deleting it deletes every one of them",
  ],
  ["apps/DaemonSet", WORKLOAD],
  ["apps/Deployment", WORKLOAD],
  [
    "apps/StatefulSet",
    "Delete it by hand with --cascade=orphan, so that its pods and claims stay, and let the sync create it again; claims that exist keep their size and class",
  ],
  [
    "batch/Job",
    "Delete it by hand when it has ended, and the next sync runs it again; or let it carry Replace=true,Force=true",
  ],
  ["rbac.authorization.k8s.io/ClusterRoleBinding", BINDING],
  ["rbac.authorization.k8s.io/RoleBinding", BINDING],
  [
    "storage.k8s.io/StorageClass",
    "Delete it by hand, and the next sync creates it again; volumes that exist stay as they are",
  ],
]);
