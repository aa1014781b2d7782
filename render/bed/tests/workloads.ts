import type { PodSpec } from "../../../platform/pod-template.ts";
import type { ApiServer } from "../servers/api-server.ts";
import { listed } from "../servers/kubectl.ts";

/** Something in a cluster that makes pods, and how far it got. */
export interface Workload {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** How many pods it should have, or, for a Job, that should have succeeded. */
  readonly wanted: number;
  /** How many of those there are. */
  readonly there: number;
  /** Its pods that are ready or have succeeded, and are not ending. */
  readonly pods: readonly Pod[];
  /** What Kubernetes complained of about it, what it owns and their pods, such as `FailedCreate: pods "erp" is forbidden`. */
  readonly warnings: readonly string[];
}

export interface Pod {
  readonly metadata: Metadata & { readonly deletionTimestamp?: string };
  readonly spec: PodSpec & { readonly nodeName?: string };
  readonly status: {
    readonly phase: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Every Deployment, StatefulSet, DaemonSet and Job of a cluster. */
export async function workloads(server: ApiServer): Promise<Workload[]> {
  const [objects, pods, events] = await Promise.all([
    list<Controlled>(server, "deployments,statefulsets,daemonsets,jobs"),
    list<Pod>(server, "pods"),
    list<Event>(server, "events"),
  ]);
  return objects.map(object => ({
    kind: object.kind,
    namespace: object.metadata.namespace,
    name: object.metadata.name,
    ...progress(object, pods),
    warnings: events
      .filter(event => isWarning(event) && isAbout(event, object))
      .map(({ reason, message }) => `${reason}: ${message}`),
  }));
}

/** Every object of some kinds, in every namespace, as what the caller looks at. */
export async function list<T>(server: ApiServer, kinds: string): Promise<readonly T[]> {
  return (await listed(server, kinds)) as unknown as readonly T[];
}

interface Controlled {
  readonly kind: string;
  readonly metadata: Metadata;
  readonly spec: {
    readonly replicas?: number;
    readonly completions?: number;
    readonly selector: { readonly matchLabels?: Readonly<Record<string, string>> };
  };
  readonly status: { readonly desiredNumberScheduled?: number; readonly succeeded?: number };
}

interface Event {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly involvedObject: Metadata;
}

function progress(object: Controlled, all: readonly Pod[]): Pick<Workload, "wanted" | "there" | "pods"> {
  const { kind, spec, status } = object;
  const pods = all.filter(pod => isThere(pod) && selects(object, pod));
  if (kind === "Job") return { pods, wanted: spec.completions ?? 1, there: status.succeeded ?? 0 };
  if (kind !== "DaemonSet") return { pods, wanted: spec.replicas ?? 1, there: pods.length };
  const wanted = Math.max(1, status.desiredNumberScheduled ?? 0); // one for which there is no node yet is not done
  return { pods, wanted, there: pods.length };
}

function isThere({ metadata, status }: Pod): boolean {
  if (metadata.deletionTimestamp !== undefined) return false;
  const isReady = status.conditions?.some(condition => condition.type === "Ready" && condition.status === "True");
  return status.phase === "Succeeded" || (status.phase === "Running" && isReady === true);
}

function selects({ metadata: { namespace }, spec }: Controlled, pod: Pod): boolean {
  const labels = Object.entries(spec.selector.matchLabels ?? {});
  const fits = labels.every(([key, value]) => pod.metadata.labels?.[key] === value);
  return pod.metadata.namespace === namespace && labels.length > 0 && fits;
}

function isWarning({ type }: Event): boolean {
  return type === "Warning";
}

/** What a workload makes has a name that begins with its own. */
function isAbout({ involvedObject }: Event, { metadata }: Controlled): boolean {
  return involvedObject.namespace === metadata.namespace && `${involvedObject.name}-`.startsWith(`${metadata.name}-`);
}
