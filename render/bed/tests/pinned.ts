import type { PodSpec } from "../../../platform/pod-template.ts";
import type { ApiServer } from "../servers/api-server.ts";
import { list, type Workload } from "./workloads.ts";

/**
 * The nodes to which pods of a workload are tied: by a selector or an affinity that must hold, or by a volume that lies
 * on one node. What runs on every node is tied to none.
 *
 * @returns names of nodes, each once
 */
export async function pinnedTo(server: ApiServer, { kind, namespace, pods }: Workload): Promise<string[]> {
  if (kind === "DaemonSet") return [];
  const local = await localClaims(server, namespace);
  const tied = pods.filter(({ spec }) => isTied(spec) || claimsOf(spec).some(name => local.includes(name)));
  return [...new Set(tied.map(({ spec }) => spec.nodeName as string))];
}

interface Named<Spec = unknown> {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly spec: Spec;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Claims whose only replica is on the node of their pod. */
async function localClaims(server: ApiServer, namespace: string): Promise<string[]> {
  const classes = await list<Named>(server, "storageclasses");
  const local = classes.filter(({ parameters }) => parameters?.dataLocality === "strict-local");
  const names = local.map(({ metadata }) => metadata.name);
  const claims = await list<Named<{ readonly storageClassName?: string }>>(server, "persistentvolumeclaims");
  return claims
    .filter(({ metadata, spec }) => metadata.namespace === namespace && names.includes(spec.storageClassName ?? ""))
    .map(({ metadata }) => metadata.name);
}

function isTied(spec: PodSpec): boolean {
  const { affinity } = spec as { affinity?: { nodeAffinity?: NodeAffinity } };
  return (
    spec.nodeSelector?.["kubernetes.io/hostname"] !== undefined ||
    affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms.some(namesNodes) === true
  );
}

interface NodeAffinity {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: { readonly nodeSelectorTerms: readonly NodeTerm[] };
}

interface NodeTerm {
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string }[];
}

/** Whether a term says on which nodes, and not only on which ones not. */
function namesNodes({ matchExpressions = [] }: NodeTerm): boolean {
  return matchExpressions.some(({ key, operator }) => key === "kubernetes.io/hostname" && operator === "In");
}

function claimsOf({ volumes = [] }: PodSpec): string[] {
  return volumes.flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);
}
