import { type Desired, inCluster, type Placed } from "../desired.ts";
import { syncOptionsOf } from "./sync-options.ts";

/**
 * Whether each sync deletes an object and creates it again: `Force=true` counts where the object carries it,
 * `Replace=true` also where its Application does. Argo CD spares CRDs and Namespaces, which it updates in place.
 *
 * @see applyObject in https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/sync/sync_context.go
 */
export function isReplacedByForce(placed: Placed, desired: Desired): boolean {
  const own = syncOptionsOf(placed.object);
  if (!own.includes("Force=true") || SPARED.has(placed.object.kind)) return false;
  return [...own, ...optionsOfApplication(placed, desired)].includes("Replace=true");
}

/** Whether it is applied by the API server, and not by comparing three versions of it. */
export function isAppliedByServer(placed: Placed, desired: Desired): boolean {
  const own = syncOptionsOf(placed.object);
  if (own.includes("ServerSideApply=false")) return false;
  return [...own, ...optionsOfApplication(placed, desired)].includes("ServerSideApply=true");
}

const SPARED: ReadonlySet<string> = new Set(["CustomResourceDefinition", "Namespace"]);

function optionsOfApplication({ cluster, application }: Placed, { applications }: Desired): readonly string[] {
  return applications.get(inCluster(cluster, application))?.syncOptions ?? [];
}
