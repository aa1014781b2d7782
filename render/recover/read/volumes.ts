import type { ReplicaState, VolumeState } from "../snapshot.ts";
import { type Condition, conditionOf, type KubeItem, ofKind, timeOf } from "./objects.ts";

const GROUP = "longhorn.io";

interface VolumeStatus {
  readonly state?: string;
  readonly robustness?: string;
  readonly isStandby?: boolean;
  readonly restoreRequired?: boolean;
  readonly lastAutoSalvagedAt?: string;
  readonly kubernetesStatus?: { readonly namespace?: string; readonly pvcName?: string };
}

interface ReplicaSpec {
  readonly volumeName?: string;
  readonly nodeID?: string;
  readonly diskID?: string;
  readonly healthyAt?: string;
  readonly failedAt?: string;
  readonly lastFailedAt?: string;
}

interface NodeStatus {
  readonly conditions?: readonly Condition[];
  readonly diskStatus?: Readonly<
    Record<string, { readonly diskUUID?: string; readonly conditions?: readonly Condition[] }>
  >;
}

type Node = KubeItem<unknown, NodeStatus>;

/** @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/k8s/pkg/apis/longhorn/v1beta2/volume.go */
export function readVolumes(items: readonly KubeItem[]): VolumeState[] {
  const nodes = ofKind<unknown, NodeStatus>(items, GROUP, "Node");
  const replicas = ofKind<ReplicaSpec, unknown>(items, GROUP, "Replica");
  return ofKind<unknown, VolumeStatus>(items, GROUP, "Volume").map(({ metadata: { name }, status = {} }) => {
    const { namespace, pvcName } = status.kubernetesStatus ?? {};
    const salvaged = timeOf(status.lastAutoSalvagedAt);
    return {
      name,
      claim: namespace && pvcName ? `${namespace}/${pvcName}` : name,
      state: status.state ?? "",
      robustness: status.robustness ?? "",
      isBeingFilled: status.isStandby === true || status.restoreRequired === true,
      ...(salvaged !== undefined && { salvaged }),
      replicas: replicas.filter(({ spec }) => spec?.volumeName === name).map(replica => readReplica(replica, nodes)),
    };
  });
}

/** Absent: Longhorn does, as it does by default. */
export function readAutoSalvage(items: readonly KubeItem[]): boolean {
  const settings = ofKind(items, GROUP, "Setting") as (KubeItem & { readonly value?: string })[];
  return settings.find(({ metadata }) => metadata.name === "auto-salvage")?.value !== "false";
}

function readReplica({ metadata, spec = {} }: KubeItem<ReplicaSpec>, nodes: readonly Node[]): ReplicaState {
  const [whole, failed, lastFailed] = [spec.healthyAt, spec.failedAt, spec.lastFailedAt].map(timeOf);
  return {
    name: metadata.name,
    node: spec.nodeID ?? "",
    hasData: Boolean(spec.healthyAt),
    ...(whole !== undefined && { whole }),
    ...(failed !== undefined && { failed }),
    ...(lastFailed !== undefined && { lastFailed }),
    isUsable: isUsable(
      spec,
      nodes.find(node => node.metadata.name === spec.nodeID),
    ),
  };
}

/** As Longhorn itself decides it: `IsNodeDownOrDeleted` of its `datastore/longhorn.go`, and the disk's own condition. */
function isUsable({ diskID }: ReplicaSpec, node: Node | undefined): boolean {
  const ready = conditionOf(node?.status, "Ready");
  if (node === undefined || (ready?.status === "False" && DOWN.includes(ready.reason ?? ""))) return false;
  const disk = Object.values(node.status?.diskStatus ?? {}).find(({ diskUUID }) => diskUUID === diskID);
  return conditionOf(disk, "Schedulable")?.status === "True";
}

const DOWN = ["KubernetesNodeGone", "KubernetesNodeNotReady"];
