/** What `lab recover` can do. There is nothing else that it changes. */
export type Action =
  | { readonly kind: "mount"; readonly host: string; readonly mountPoint: string }
  /** Starts what should run; what runs stays as it is. */
  | { readonly kind: "start-unit"; readonly host: string; readonly unit: string }
  | { readonly kind: "restart-unit"; readonly host: string; readonly unit: string }
  /** Takes the taint away from a node that is back. */
  | { readonly kind: "return-to-service"; readonly node: string }
  /** Kubernetes deletes the pods of the node and lets go of its volumes, as if it were known to be off. */
  | { readonly kind: "take-out-of-service"; readonly node: string }
  /** Forgets a pod without waiting for its node to say that it has ended. */
  | { readonly kind: "force-delete-pod"; readonly namespace: string; readonly pod: string }
  /** Lets go of a volume that its node does not use. */
  | { readonly kind: "detach-idle"; readonly attachment: string }
  /** Lets go of a volume that its node may be writing to. */
  | { readonly kind: "detach-used"; readonly attachment: string }
  /** Brings up the copies that have the latest data. */
  | { readonly kind: "salvage"; readonly volume: string; readonly replicas: readonly string[] }
  /** Brings up copies though a later one exists, which is lost by that. */
  | { readonly kind: "salvage-older"; readonly volume: string; readonly replicas: readonly string[] }
  | { readonly kind: "unseal-vault" }
  | { readonly kind: "restart-workload"; readonly namespace: string; readonly workload: string }
  | { readonly kind: "refresh-application"; readonly application: string }
  | { readonly kind: "end-operation"; readonly application: string }
  | { readonly kind: "start-sync"; readonly application: string };

/**
 * The closed list of what can lose data: none of it is ever done before a person has typed the name of what it is about.
 *
 * @see https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/
 * @see https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown
 */
const DESTRUCTIVE: ReadonlySet<Action["kind"]> = new Set([
  "take-out-of-service", // a node that is alive after all goes on writing beside the one that takes over
  "force-delete-pod", // its process may still run and write
  "detach-used", // the file system loses its disk amid a write
  "salvage-older", // what only the later copy has is overwritten when it follows again
]);

export function isDestructive({ kind }: Action): boolean {
  return DESTRUCTIVE.has(kind);
}

/** One name for one action on one thing, by which it is remembered: `start-unit pi2 lab-gitea.service`. */
export function actionKey(action: Action): string {
  return Object.values(action).flat().join(" ");
}
