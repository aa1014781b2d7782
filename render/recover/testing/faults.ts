import type { ApiClient } from "./api-client.ts";
import {
  attachment,
  attachmentName,
  ERP_POD,
  type NodeName,
  PATHS,
  podsOf,
  type Resident,
  replicaName,
  SOURCE,
  VAULT_POD,
} from "./lab-objects.ts";
import type { World } from "./world.ts";

/** Something that a power cut leaves broken: puts it into the API server, and into the world beside it. */
export type Fault = (world: World, api: ApiClient) => Promise<void>;

const MINUTE = 60_000;
const NEVER = Number.POSITIVE_INFINITY;

/** Of what is beside the API server only. */
function inWorld(change: (world: World) => void): Fault {
  return async world => change(world);
}

/** A machine that is away; its node is not ready, and its pods are evicted after a while. */
export const hostAway = (name: NodeName, minutes = NEVER) =>
  inWorld(world => {
    world.machines[name].upAt = world.now + minutes * MINUTE;
  });

/** A clock that no time server has set yet. */
export const clockWrong = (name: NodeName, minutes = NEVER) =>
  inWorld(world => {
    world.machines[name].clockRightAt = world.now + minutes * MINUTE;
  });

export const diskUnmounted = (name: NodeName, { lateMinutes = 0, isMountable = true } = {}) =>
  inWorld(world => {
    world.machines[name].disks.push({
      label: "lab-services",
      mountPoint: "/srv/lab",
      isPresent: false,
      isMounted: false,
      presentAt: world.now + lateMinutes * MINUTE,
      isMountable,
    });
  });

export const unitStopped = (name: NodeName, unit: string, { starts = true } = {}) =>
  inWorld(world => {
    world.machines[name].stopped.set(unit, starts);
  });

/** PostgreSQL reads its log again. */
export const postgresStarting = (minutes: number) =>
  inWorld(world => {
    world.machines.pi2.postgres = { acceptsAt: world.now + minutes * MINUTE, log: "database system was interrupted" };
  });

export const postgresRefusing = (log: string) =>
  inWorld(world => {
    world.machines.pi2.postgres = { acceptsAt: NEVER, log };
  });

export const certificateExpired = (name: NodeName, file: string, renewedBy?: string) =>
  inWorld(world => {
    const certificate = { file, expires: world.now - MINUTE, ...(renewedBy !== undefined && { renewedBy }) };
    world.machines[name].certificates = [...world.machines[name].certificates, certificate];
  });

/** Machines answer, but k3s says nothing until it is started anew, or never. */
export const kubelet = (name: NodeName, state: "hangs" | "broken") =>
  inWorld(world => {
    world.machines[name].kubelet = state;
  });

/** A pod that was deleted and has not ended. */
export const podTerminating =
  ({ namespace, pod }: Resident, why?: "kubelet" | "process"): Fault =>
  async (world, api) => {
    if (why !== undefined) world.endless.set(`${namespace}/${pod}`, why);
    await api.end(`${podsOf(namespace)}/${pod}`);
  };

interface Failure {
  /** Minutes ago that the copy at home has failed, and the other one; undefined: it never was whole. */
  readonly home: number | undefined;
  readonly other: number | undefined;
  readonly autoSalvage?: boolean;
}

/** All copies of a volume have failed. */
export const volumeFaulted =
  (resident: Resident, { home, other, autoSalvage = true }: Failure): Fault =>
  async (world, api) => {
    for (const [node, ago] of [
      [resident.home, home],
      [resident.other, other],
    ] as const) {
      const failedAt = new Date(world.now - (ago ?? 0) * MINUTE).toISOString();
      const spec = ago === undefined ? { healthyAt: "", failedAt } : { failedAt };
      await api.merge(`${PATHS.replicas}/${replicaName(resident, node)}`, { spec });
    }
    const status = { state: "detached", robustness: "faulted" };
    await api.merge(`${PATHS.volumes}/${resident.volume}/status`, { status });
    await api.merge(`${PATHS.settings}/auto-salvage`, { value: String(autoSalvage) });
  };

/** A disk of Longhorn that takes no replicas. */
export const diskUnschedulable =
  (name: NodeName): Fault =>
  async (_world, api) => {
    const conditions = [{ type: "Schedulable", status: "False", reason: "DiskPressure" }];
    const status = { diskStatus: { disk: { conditions } } };
    await api.merge(`${PATHS.longhornNodes}/${name}/status`, { status });
  };

/** A volume that is attached where no pod uses it any more, so that its pod waits on another node. */
export const attachmentLeft =
  (resident: Resident, node: NodeName, { inUse = false } = {}): Fault =>
  async (world, api) => {
    world.hanging.add("detacher");
    await api.merge(`${PATHS.attachments}/${attachmentName(resident, resident.home)}`, {
      metadata: { finalizers: [] },
    });
    await api.remove(`${PATHS.attachments}/${attachmentName(resident, resident.home)}`);
    const { path, body } = attachment(resident, node);
    await api.create(path, body);
    if (!inUse) return;
    const volumesInUse = [`kubernetes.io/csi/driver.longhorn.io^${resident.volume}`];
    await api.merge(`${PATHS.nodes}/${node}/status`, { status: { volumesInUse } });
  };

/** A volume that is being let go of, and whose attacher does nothing. */
export const attachmentStuck =
  (resident: Resident, { mends = true } = {}): Fault =>
  async (world, api) => {
    world.hanging.add("attacher");
    if (!mends) world.isAttacherBroken = true;
    await api.end(`${PATHS.attachments}/${attachmentName(resident, resident.home)}`);
  };

export const vaultSealed =
  ({ opensItself = true, hasKey = true } = {}): Fault =>
  async (world, api) => {
    world.vault = { state: "sealed", opensItself, hasKey };
    const conditions = [{ type: "Ready", status: "False" }];
    await api.merge(`${podsOf(VAULT_POD.namespace)}/${VAULT_POD.pod}/status`, { status: { conditions } });
    await unread(api, "Vault is sealed");
  };

export const vaultEmpty = inWorld(world => {
  world.vault.state = "not-initialised";
});

/** A secret that the operator has not read; it tries again only when it starts anew, or is refused for ever. */
export const secretUnread =
  (why: "hangs" | "refused"): Fault =>
  async (world, api) => {
    if (why === "hangs") world.hanging.add("operator");
    else world.refused.add(ERP_POD.namespace);
    await unread(api, why === "hangs" ? "connection refused" : "permission denied");
  };

async function unread(api: ApiClient, message: string): Promise<void> {
  const lastTransitionTime = "2026-01-01T00:00:00Z";
  const conditions = [{ type: "Ready", status: "False", reason: "Error", message, lastTransitionTime }];
  await api.merge(`${PATHS.secrets}/erp/status`, { status: { conditions, lastGeneration: 1 } });
}

type Discord = "behind" | "stale" | "abandoned" | "uncompared" | "unknown-kinds" | "healed-by-itself";

/** An Application that is not as git says. */
export const outOfSync =
  (discord: Discord): Fault =>
  async (world, api) => {
    if (discord === "unknown-kinds") world.hanging.add("controller");
    else if (discord !== "healed-by-itself") world.hanging.add("autosync");
    await api.merge(`${PATHS.applications}/erp`, DISCORDS[discord]);
  };

const OPERATION = { initiatedBy: { automated: true }, sync: { prune: true, syncOptions: ["ServerSideApply=true"] } };
const TIMES = { startedAt: "2026-01-01T00:00:00Z" };
const RESULT = { revision: "0000000" };
const BEHIND = { sync: { status: "OutOfSync" } };

const DISCORDS: Readonly<Record<Discord, object>> = {
  "healed-by-itself": { status: BEHIND },
  behind: {
    status: { ...BEHIND, operationState: { ...TIMES, phase: "Failed", message: "ended", operation: OPERATION } },
  },
  stale: {
    operation: OPERATION,
    status: {
      ...BEHIND,
      operationState: {
        ...TIMES,
        phase: "Running",
        message: "waiting for healthy state of apps/Deployment/erp",
        operation: OPERATION,
        syncResult: { ...RESULT, source: { ...SOURCE, path: "rendered/arcodange/old" } },
      },
    },
  },
  abandoned: {
    status: { ...BEHIND, operationState: { ...TIMES, phase: "Running", message: "one moment", operation: OPERATION } },
  },
  uncompared: {
    status: {
      sync: { status: "Unknown" },
      conditions: [{ type: "ComparisonError", message: "failed to list refs: connection refused" }],
    },
  },
  "unknown-kinds": {
    status: {
      ...BEHIND,
      operationState: { ...TIMES, phase: "Failed", message: 'no matches for kind "Middleware"', operation: OPERATION },
    },
  },
};
