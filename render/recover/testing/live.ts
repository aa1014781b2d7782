import type { ApiClient } from "./api-client.ts";
import { type Condition, PATHS } from "./lab-objects.ts";

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly deletionTimestamp?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
}

interface Item<Spec, Status> {
  readonly metadata: Metadata;
  readonly spec: Spec;
  readonly status?: Status;
}

export type LiveNode = Item<
  { readonly taints?: readonly { readonly key: string }[] },
  { readonly conditions?: readonly Condition[]; readonly volumesInUse?: readonly string[] }
>;
export type LivePod = Item<{ readonly nodeName: string }, { readonly conditions?: readonly Condition[] }>;
export type LiveAttachment = Item<
  { readonly nodeName: string; readonly source: { readonly persistentVolumeName: string } },
  unknown
>;
export type LiveVolume = Item<unknown, { readonly state: string; readonly robustness: string }>;
export type LiveReplica = Item<
  {
    readonly volumeName: string;
    readonly nodeID: string;
    readonly diskID: string;
    readonly healthyAt?: string;
    readonly failedAt?: string;
  },
  unknown
>;
export type LiveLonghornNode = Item<
  unknown,
  {
    readonly conditions: readonly Condition[];
    readonly diskStatus: { readonly disk: { readonly diskUUID: string; readonly conditions: readonly Condition[] } };
  }
>;
export type LiveSecret = Item<unknown, { readonly conditions?: readonly Condition[] }>;
export interface LiveApplication {
  readonly metadata: Metadata;
  readonly operation?: object;
  readonly status: {
    readonly sync: { readonly status: string };
    readonly health: { readonly status: string };
    readonly operationState?: { readonly phase: string; readonly message?: string };
  };
}

/** The objects of a drill, as the API server has them. */
export interface Live {
  readonly nodes: readonly LiveNode[];
  readonly pods: readonly LivePod[];
  readonly attachments: readonly LiveAttachment[];
  readonly volumes: readonly LiveVolume[];
  readonly replicas: readonly LiveReplica[];
  readonly longhornNodes: readonly LiveLonghornNode[];
  readonly settings: readonly { readonly metadata: Metadata; readonly value: string }[];
  readonly secrets: readonly LiveSecret[];
  readonly applications: readonly LiveApplication[];
}

export async function readLive(api: ApiClient): Promise<Live> {
  const [nodes, pods, attachments, volumes, replicas, longhornNodes, settings, secrets, applications] =
    await Promise.all([
      api.list<LiveNode>(PATHS.nodes),
      api.list<LivePod>(PATHS.pods),
      api.list<LiveAttachment>(PATHS.attachments),
      api.list<LiveVolume>(PATHS.volumes),
      api.list<LiveReplica>(PATHS.replicas),
      api.list<LiveLonghornNode>(PATHS.longhornNodes),
      api.list<Live["settings"][number]>(PATHS.settings),
      api.list<LiveSecret>(PATHS.secrets),
      api.list<LiveApplication>(PATHS.applications),
    ]);
  return { nodes, pods, attachments, volumes, replicas, longhornNodes, settings, secrets, applications };
}

export function isTrue(conditions: readonly Condition[] | undefined, type: string): boolean {
  return conditions?.find(condition => condition.type === type)?.status === "True";
}

export function isReady({ nodes }: Pick<Live, "nodes">, name: string): boolean {
  return isTrue(nodes.find(({ metadata }) => metadata.name === name)?.status?.conditions, "Ready");
}

export function isOutOfService({ nodes }: Pick<Live, "nodes">, name: string): boolean {
  const node = nodes.find(({ metadata }) => metadata.name === name);
  return node?.spec.taints?.some(({ key }) => key === "node.kubernetes.io/out-of-service") === true;
}
