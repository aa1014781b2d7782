import type {
  ApplicationState,
  AttachmentState,
  ClusterState,
  HostState,
  NodeState,
  PodState,
  ReplicaState,
  Snapshot,
  SyncedSecretState,
  VolumeState,
} from "../snapshot.ts";
import type { Dice } from "./dice.ts";

const NAMES = ["pi1", "pi2", "pi3"];
const VOLUMES = ["pvc-a", "pvc-b"];
const MINUTE = 60_000;

/** Some state of the lab, possible or not: what is decided must be harmless in any. */
export function randomSnapshot(dice: Dice, at: number): Snapshot {
  return {
    at,
    hosts: NAMES.map(name => host(dice, name, at)),
    server: "pi1",
    ...(dice.is(0.9) && { cluster: cluster(dice, at) }),
    vault: dice.is(0.2)
      ? { state: "unknown", reason: "its pod does not run" }
      : { state: dice.of(["unsealed", "sealed", "not-initialised"]) },
    routes: dice.is(0.5) ? [] : [{ host: "erp.arcodange.lab", status: dice.of([0, 200, 404, 502]) }],
  };
}

function host(dice: Dice, name: string, at: number): HostState {
  if (dice.is(0.3)) return { name };
  return {
    name,
    seen: {
      isClockRight: dice.is(0.8),
      disks: [{ label: "lab-services", mountPoint: "/srv/lab", isPresent: dice.is(0.8), isMounted: dice.is(0.6) }],
      stoppedUnits: dice.some(["k3s.service", "k3s-agent.service", "lab-gitea.service"]),
      ...(name === "pi2" && {
        postgres: { state: dice.of(["accepting", "starting", "stopped"]), log: dice.of(["", "PANIC:  damaged"]) },
      }),
      certificates: [
        { file: "/k3s.crt", expires: at + dice.of([-1, 1]), ...(dice.is(0.5) && { renewedBy: "k3s.service" }) },
      ],
    },
  };
}

function cluster(dice: Dice, at: number): ClusterState {
  return {
    nodes: NAMES.filter(() => dice.is(0.9)).map(name => node(dice, name)),
    pods: ["a-0", "b-0", "c-0"].map(name => pod(dice, name, at)),
    attachments: VOLUMES.flatMap(volume =>
      NAMES.filter(() => dice.is(0.4)).map(name => attachment(dice, volume, name, at)),
    ),
    volumes: VOLUMES.map(name => volume(dice, name, at)),
    autoSalvage: dice.is(0.5),
    restores: dice.some(["erp/documents"]),
    syncedSecrets: [secret(dice)],
    applications: ["erp", "root"].map(name => application(dice, name)),
    routed: [],
  };
}

function node(dice: Dice, name: string): NodeState {
  return { name, isReady: dice.is(0.6), isOutOfService: dice.is(0.2), volumesInUse: dice.some(VOLUMES) };
}

function pod(dice: Dice, name: string, at: number): PodState {
  return {
    namespace: "erp",
    name,
    ...(dice.is(0.9) && { node: dice.of(NAMES) }),
    isWell: dice.is(0.5),
    reason: "it is Pending",
    ...(dice.is(0.4) && { endsBy: at + dice.of([-30, -1, 1]) * MINUTE }),
    volumes: dice.some(VOLUMES),
  };
}

function attachment(dice: Dice, volumeName: string, nodeName: string, at: number): AttachmentState {
  const name = `csi-${volumeName}-${nodeName}`;
  return { name, node: nodeName, volume: volumeName, ...(dice.is(0.4) && { deleted: at - MINUTE }) };
}

function volume(dice: Dice, name: string, at: number): VolumeState {
  return {
    name,
    claim: `erp/${name}`,
    state: dice.of(["attached", "detached", "detaching"]),
    robustness: dice.of(["healthy", "degraded", "faulted", "faulted", "unknown"]),
    isBeingFilled: dice.is(0.1),
    replicas: NAMES.filter(() => dice.is(0.8)).map(nodeName => replica(dice, name, nodeName, at)),
  };
}

function replica(dice: Dice, volumeName: string, nodeName: string, at: number): ReplicaState {
  return {
    name: `${volumeName}-r-${nodeName}`,
    node: nodeName,
    hasData: dice.is(0.8),
    ...(dice.is(0.9) && { failed: at - dice.of([1, 1.5, 90, 600]) * MINUTE }),
    isUsable: dice.is(0.6),
  };
}

function secret(dice: Dice): SyncedSecretState {
  return { kind: "VaultStaticSecret", namespace: "erp", name: "smtp", isReady: dice.is(0.5), message: "" };
}

function application(dice: Dice, name: string): ApplicationState {
  return {
    name,
    isAutomated: dice.is(0.7),
    sync: dice.of(["Synced", "OutOfSync", "Unknown", ""]),
    health: dice.of(["Healthy", "Degraded", "Progressing", "Missing"]),
    phase: dice.of(["", "Running", "Terminating", "Succeeded", "Failed"]),
    hasOperation: dice.is(0.5),
    stale: dice.of(["", "another source"]),
    message: dice.of(["", 'no matches for kind "Middleware"']),
  };
}
