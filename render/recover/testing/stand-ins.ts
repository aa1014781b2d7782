import type { ApiClient } from "./api-client.ts";
import {
  attachment,
  diskOf,
  NODES,
  PATHS,
  pod,
  podsOf,
  RESIDENTS,
  type Resident,
  VAULT_POD,
  WORKLOADS,
} from "./lab-objects.ts";
import {
  isOutOfService,
  isReady,
  isTrue,
  type Live,
  type LiveApplication,
  type LiveReplica,
  readLive,
} from "./live.ts";
import { runsK3s, type World } from "./world.ts";

/** What acts in a drill on the API server's objects, in place of a controller that needs containers, disks or a Vault. */
type StandIn = (world: World, live: Live, api: ApiClient) => Promise<void>;

/** Kubernetes evicts the pods of a node that is away after five minutes. */
const EVICTION_MILLISECONDS = 300_000;

/**
 * For the kubelets, and for the node lifecycle controller that speaks for those that are away: nodes and pods are ready or
 * not, what was deleted ends, and what is on a node that stays away is evicted.
 *
 * @see https://kubernetes.io/docs/concepts/architecture/nodes/#node-controller
 */
const kubelets: StandIn = async (world, live, api) => {
  for (const name of NODES) {
    const ready = runsK3s(world, name);
    if (ready !== isReady(live, name)) await reportNode(api, name, ready);
    if (ready) world.awaySince.delete(name);
    else if (!world.awaySince.has(name)) world.awaySince.set(name, world.now);
  }
  for (const { metadata, spec, status } of live.pods) {
    const { name, namespace = "", deletionTimestamp } = metadata;
    const path = `${podsOf(namespace)}/${name}`;
    const isUp = runsK3s(world, spec.nodeName);
    const isPatient = world.now - (world.awaySince.get(spec.nodeName) ?? world.now) < EVICTION_MILLISECONDS;
    if (deletionTimestamp !== undefined && isUp && !world.endless.has(`${namespace}/${name}`)) await api.remove(path);
    else if (deletionTimestamp === undefined && !isPatient && residentOf(name) !== undefined) await api.end(path);
    else if (isTrue(status?.conditions, "Ready") !== (isUp && canRun(world, live, name, spec.nodeName))) {
      await reportPod(api, path, !isTrue(status?.conditions, "Ready"));
    }
  }
};

async function reportNode(api: ApiClient, name: string, ready: boolean): Promise<void> {
  const status = ready ? "True" : "Unknown";
  await api.merge(`${PATHS.nodes}/${name}/status`, { status: { conditions: [{ type: "Ready", status }] } });
  const longhorn = ready
    ? { type: "Ready", status: "True" }
    : { type: "Ready", status: "False", reason: "KubernetesNodeNotReady" };
  await api.merge(`${PATHS.longhornNodes}/${name}/status`, { status: { conditions: [longhorn] } });
}

async function reportPod(api: ApiClient, path: string, ready: boolean): Promise<void> {
  const conditions = [{ type: "Ready", status: ready ? "True" : "False" }];
  await api.merge(`${path}/status`, { status: { phase: "Running", conditions } });
}

function residentOf(pod: string): Resident | undefined {
  return RESIDENTS.find(resident => resident.pod === pod);
}

/** Its volume is attached to its node and whole; Vault is ready only once it is open. */
function canRun(world: World, live: Live, name: string, nodeName: string): boolean {
  const resident = residentOf(name);
  if (resident === undefined) return true;
  const isAttached = live.attachments.some(
    ({ metadata, spec }) =>
      metadata.deletionTimestamp === undefined &&
      spec.nodeName === nodeName &&
      spec.source.persistentVolumeName === resident.volume,
  );
  const volume = live.volumes.find(({ metadata }) => metadata.name === resident.volume);
  const isWhole = volume?.status?.robustness === "healthy";
  return isAttached && isWhole && (resident !== VAULT_POD || world.vault.state === "unsealed");
}

/** For the controllers of StatefulSets and the scheduler: a pod that is gone comes back, on a node that can take it. */
const owners: StandIn = async (world, live, api) => {
  for (const resident of RESIDENTS) {
    if (live.pods.some(({ metadata }) => metadata.name === resident.pod)) continue;
    const able = [resident.home, resident.other, ...NODES].find(
      name => isReady(live, name) && !isOutOfService(live, name),
    );
    if (able === undefined) continue;
    const { path, body } = pod(resident, able);
    await api.create(path, body);
    await reportPod(api, `${path}/${resident.pod}`, false);
    if (resident === VAULT_POD && world.vault.state === "unsealed") world.vault.state = "sealed";
  }
};

/**
 * For the pod garbage collector and the attach-detach controller of Kubernetes: a node that is out of service loses its
 * pods and its volumes at once, any other one volumes that no pod of it uses.
 *
 * @see https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown
 */
const attachDetach: StandIn = async (world, live, api) => {
  for (const { metadata, spec } of live.pods) {
    const isLost = isOutOfService(live, spec.nodeName) && !isReady(live, spec.nodeName);
    if (isLost) await api.remove(`${podsOf(metadata.namespace ?? "")}/${metadata.name}`);
  }
  for (const { metadata, spec } of live.attachments) {
    if (metadata.deletionTimestamp !== undefined || usersOf(live, spec).length > 0) continue;
    const isFree = isReady(live, spec.nodeName) && !inUse(live, spec);
    if (!isOutOfService(live, spec.nodeName) && (!isFree || world.hanging.has("detacher"))) continue;
    await api.end(`${PATHS.attachments}/${metadata.name}`);
  }
  for (const resident of RESIDENTS) {
    const user = live.pods.find(({ metadata }) => metadata.name === resident.pod);
    const isHeld = live.attachments.some(({ spec }) => spec.source.persistentVolumeName === resident.volume);
    if (user === undefined || isHeld || !isReady(live, user.spec.nodeName)) continue;
    const { path, body } = attachment(resident, user.spec.nodeName);
    await api.create(path, body);
  }
};

function usersOf(live: Live, spec: Live["attachments"][number]["spec"]) {
  const resident = RESIDENTS.find(({ volume }) => volume === spec.source.persistentVolumeName);
  return live.pods.filter(
    ({ metadata, spec: { nodeName } }) => metadata.name === resident?.pod && nodeName === spec.nodeName,
  );
}

function inUse({ nodes }: Live, { nodeName, source }: Live["attachments"][number]["spec"]): boolean {
  const node = nodes.find(({ metadata }) => metadata.name === nodeName);
  return node?.status?.volumesInUse?.some(name => name.endsWith(`^${source.persistentVolumeName}`)) === true;
}

/** For Longhorn's CSI attacher: takes its finalizer off what is let go of, where the node can be asked or is off. */
const attacher: StandIn = async (world, live, api) => {
  if (world.hanging.has("attacher") || world.isAttacherBroken) return;
  for (const { metadata, spec } of live.attachments) {
    const canDetach = isReady(live, spec.nodeName) || isOutOfService(live, spec.nodeName);
    if (metadata.deletionTimestamp === undefined || !canDetach) continue;
    await api.merge(`${PATHS.attachments}/${metadata.name}`, { metadata: { finalizers: [] } });
  }
};

/** Failures within a minute are one and the same (AutoSalvageTimeLimit). */
const ONE_FAILURE_MILLISECONDS = 60_000;

/**
 * For Longhorn's volume controller: a faulted volume that is detached is salvaged, from the copies of nodes that are up that
 * failed last, and one with a copy that can be used is attached where its pod is.
 *
 * @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/controller/volume_controller.go (ReconcileVolumeState)
 */
const longhornManager: StandIn = async (world, live, api) => {
  for (const { metadata, status } of live.volumes) {
    const path = `${PATHS.volumes}/${metadata.name}/status`;
    const copies = live.replicas.filter(({ spec }) => spec.volumeName === metadata.name && spec.healthyAt);
    if (status?.robustness === "faulted" && status.state === "detached") {
      if (copies.some(({ spec }) => !spec.failedAt)) await api.merge(path, { status: { robustness: "unknown" } });
      else if (isAutoSalvage(live) && !world.hanging.has("salvage")) {
        for (const { metadata: replica } of newest(copies.filter(copy => isUsable(live, copy)))) {
          await api.merge(`${PATHS.replicas}/${replica.name}`, { spec: { failedAt: "" } });
        }
      }
    } else if (status?.robustness === "faulted") {
      await api.merge(path, { status: { state: "detached" } });
    } else if (status?.robustness === "unknown") {
      await api.merge(path, { status: { state: "attached", robustness: "healthy" } });
    }
  }
};

function isAutoSalvage({ settings }: Live): boolean {
  return settings.find(({ metadata }) => metadata.name === "auto-salvage")?.value === "true";
}

function newest(copies: readonly LiveReplica[]): LiveReplica[] {
  const last = Math.max(...copies.map(failedAt));
  return copies.filter(copy => last - failedAt(copy) <= ONE_FAILURE_MILLISECONDS);
}

function failedAt({ spec }: LiveReplica): number {
  return Date.parse(spec.failedAt ?? "");
}

function isUsable({ longhornNodes }: Live, { spec }: LiveReplica): boolean {
  const node = longhornNodes.find(({ metadata }) => metadata.name === spec.nodeID);
  const disk = node?.status?.diskStatus.disk;
  return (
    isTrue(node?.status?.conditions, "Ready") &&
    disk?.diskUUID === diskOf(spec.nodeID) &&
    isTrue(disk.conditions, "Schedulable")
  );
}

/**
 * For Longhorn's HTTP API, under the conditions of `Salvage` in its `manager/volume.go`.
 *
 * @returns why it refuses; undefined when it has salvaged
 */
export async function salvage(api: ApiClient, volume: string, names: readonly string[]): Promise<string | undefined> {
  const live = await readLive(api);
  const { status } = live.volumes.find(({ metadata }) => metadata.name === volume) ?? {};
  if (status?.state !== "detached") return `invalid volume state to salvage: ${status?.state}`;
  if (status.robustness !== "faulted") return `invalid robustness state to salvage: ${status.robustness}`;
  const chosen = live.replicas.filter(({ metadata }) => names.includes(metadata.name));
  if (chosen.length === 0 || !chosen.every(copy => isUsable(live, copy)))
    return "a node is down, or a disk unschedulable";
  for (const { metadata } of chosen) await api.merge(`${PATHS.replicas}/${metadata.name}`, { spec: { failedAt: "" } });
  return undefined;
}

/** Whether there is a later copy than all of these. */
export function isOlder(live: Live, volume: string, names: readonly string[]): boolean {
  const copies = live.replicas.filter(({ spec }) => spec.volumeName === volume && spec.healthyAt);
  return !newest(copies).some(({ metadata }) => names.includes(metadata.name));
}

/** For the timer, or the cloud, that opens Vault. */
const unsealer: StandIn = async (world, live) => {
  const runs = live.pods.some(({ metadata, spec }) => metadata.name === VAULT_POD.pod && isReady(live, spec.nodeName));
  if (runs && world.vault.state === "sealed" && world.vault.opensItself) world.vault.state = "unsealed";
};

/** For the Vault Secrets Operator. */
const operator: StandIn = async (world, live, api) => {
  if (world.vault.state !== "unsealed" || world.hanging.has("operator")) return;
  for (const { metadata, status } of live.secrets) {
    if (isTrue(status?.conditions, "Ready") || world.refused.has(metadata.name)) continue;
    const lastTransitionTime = new Date(world.now).toISOString();
    const conditions = [{ type: "Ready", status: "True", reason: "Synced", message: "", lastTransitionTime }];
    await api.merge(`${PATHS.secrets}/${metadata.name}/status`, { status: { conditions, lastGeneration: 1 } });
  }
};

/**
 * For Argo CD's application controller: ends and runs operations, compares, and knows the health of an Application by its
 * pods. By itself it syncs what is out of sync and was not tried yet.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/controller/appcontroller.go
 */
const controller: StandIn = async (world, live, api) => {
  const gitea =
    [...world.machines.pi2.stopped.keys()].some(unit => unit.includes("gitea")) || world.machines.pi2.upAt > world.now;
  for (const application of live.applications) {
    const patch = gitea || world.hanging.has("controller") ? undefined : advance(application, world);
    if (patch !== undefined) await api.merge(`${PATHS.applications}/${application.metadata.name}`, patch);
    else await reportHealth(application, live, api);
  }
};

const OPERATION_STATE = { startedAt: "2026-01-01T00:00:00Z", operation: {} };

const DONE = {
  operation: null,
  status: { operationState: { ...OPERATION_STATE, phase: "Succeeded", message: "" }, sync: { status: "Synced" } },
};

function advance({ metadata, operation, status }: LiveApplication, world: World): object | undefined {
  const phase = status.operationState?.phase;
  if (phase === "Terminating")
    return { operation: null, status: { operationState: { phase: "Failed", message: "ended" } } };
  if (operation !== undefined && phase !== "Running") return DONE;
  if (metadata.annotations?.["argocd.argoproj.io/refresh"] !== undefined) {
    return {
      metadata: { annotations: { "argocd.argoproj.io/refresh": null } },
      status: { sync: { status: "Synced" } },
    };
  }
  const wasTried = status.operationState !== undefined;
  if (status.sync.status === "OutOfSync" && !wasTried && !world.hanging.has("autosync")) return DONE;
  return undefined;
}

async function reportHealth({ metadata, status }: LiveApplication, live: Live, api: ApiClient): Promise<void> {
  const own = live.pods.filter(({ metadata: { namespace } }) => namespace === metadata.name);
  const health = own.every(one => isTrue(one.status?.conditions, "Ready")) ? "Healthy" : "Progressing";
  if (status.health.status === health) return;
  await api.merge(`${PATHS.applications}/${metadata.name}`, { status: { health: { status: health } } });
}

/** What `kubectl rollout restart` writes: who hangs starts anew. */
const restarts: StandIn = async (world, _live, api) => {
  for (const [who, { path, name }] of Object.entries(WORKLOADS)) {
    if (!world.hanging.has(who as keyof typeof WORKLOADS)) continue;
    const items = await api.list<{
      metadata: { name: string };
      spec: { template: { metadata: { annotations?: Record<string, string> } } };
    }>(path);
    const template = items.find(({ metadata }) => metadata.name === name)?.spec.template.metadata;
    if (template?.annotations?.[RESTARTED] === undefined) continue;
    world.hanging.delete(who as keyof typeof WORKLOADS);
  }
};

export const RESTARTED = "kubectl.kubernetes.io/restartedAt";

const standIns: readonly StandIn[] = [
  ...[kubelets, attachDetach, attacher, owners, longhornManager],
  ...[unsealer, restarts, operator, controller],
];

/** Lets each of them act once, on what there is now, which is returned. */
export async function step(world: World, api: ApiClient): Promise<Live> {
  const live = await readLive(api);
  for (const standIn of standIns) await standIn(world, live, api);
  return live;
}
