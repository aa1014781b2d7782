import type { Outside } from "../outside.ts";
import type { CertificateState, DiskState, HostState, VaultState } from "../snapshot.ts";
import { NODES, type NodeName } from "./lab-objects.ts";

/** What a machine of a drill is going through. Times are those of the drill's own clock; `Infinity` is never. */
export interface Machine {
  upAt: number;
  clockRightAt: number;
  readonly disks: (DiskState & { readonly presentAt: number; readonly isMountable: boolean })[];
  /** Units that do not run, and whether they do once they are started. */
  readonly stopped: Map<string, boolean>;
  /** `hangs` until k3s is started anew. */
  kubelet: "works" | "hangs" | "broken";
  postgres: { acceptsAt: number; readonly log: string } | undefined;
  certificates: readonly CertificateState[];
}

/** What is beside the API server in a drill, as plain data that the stand-ins share. */
export interface World {
  now: number;
  readonly machines: Readonly<Record<NodeName, Machine>>;
  vault: {
    state: "unsealed" | "sealed" | "not-initialised";
    /** Whether somebody opens it by himself. */
    opensItself: boolean;
    hasKey: boolean;
  };
  /** Who does nothing until it is restarted, or at all. */
  readonly hanging: Set<"attacher" | "detacher" | "operator" | "controller" | "salvage" | "autosync">;
  /** Whether a restart of Longhorn's attacher does not help. */
  isAttacherBroken: boolean;
  /** Pods whose process does not end: `kubelet` until k3s is started anew. */
  readonly endless: Map<string, "kubelet" | "process">;
  /** Since when nodes are not ready. */
  readonly awaySince: Map<string, number>;
  /** Secrets that Vault refuses. */
  readonly refused: Set<string>;
}

export function newWorld(now: number): World {
  return {
    now,
    machines: Object.fromEntries(NODES.map(name => [name, machine(name)])) as Record<NodeName, Machine>,
    vault: { state: "unsealed", opensItself: true, hasKey: true },
    hanging: new Set(),
    isAttacherBroken: false,
    endless: new Map(),
    awaySince: new Map(),
    refused: new Set(),
  };
}

function machine(name: NodeName): Machine {
  return {
    upAt: 0,
    clockRightAt: 0,
    disks: [],
    stopped: new Map(),
    kubelet: "works",
    postgres: name === "pi2" ? { acceptsAt: 0, log: "" } : undefined,
    certificates: [],
  };
}

/** Whether k3s of a machine runs, and is heard. */
export function runsK3s({ machines, now }: World, name: string): boolean {
  const { upAt, stopped, kubelet, certificates } = machines[name as NodeName];
  const hasExpired = certificates.some(({ expires, renewedBy }) => expires <= now && renewedBy?.startsWith("k3s"));
  return upAt <= now && kubelet === "works" && !hasExpired && ![...stopped.keys()].some(unit => unit.startsWith("k3s"));
}

/** Stands in for the machines and for Vault, whose pod is one of the API server's. */
export function outsideOf(world: World, isVaultUp: () => boolean): Outside {
  const on = (host: string) => world.machines[host as NodeName];
  return {
    hosts: async () => NODES.map(name => sightOf(world, name)),
    vault: async (): Promise<VaultState> =>
      isVaultUp() ? { state: world.vault.state } : { state: "unknown", reason: "its pod does not run" },
    routes: async names => names.map(host => ({ host, status: 200 })),
    async mount(host, mountPoint) {
      const index = on(host).disks.findIndex(disk => disk.mountPoint === mountPoint);
      const disk = on(host).disks[index];
      if (!disk?.isMountable) throw new Error(`mount: ${mountPoint}: wrong fs type, bad superblock`);
      on(host).disks[index] = { ...disk, isMounted: true };
    },
    async startUnit(host, unit) {
      if (!on(host).stopped.get(unit)) throw new Error(`Job for ${unit} failed`);
      on(host).stopped.delete(unit);
    },
    async restartUnit(host, unit) {
      const one = on(host);
      if (!unit.startsWith("k3s")) return;
      if (one.kubelet === "hangs") one.kubelet = "works";
      one.certificates = one.certificates.filter(({ renewedBy }) => !renewedBy?.startsWith("k3s"));
      for (const [pod, why] of world.endless) if (why === "kubelet") world.endless.delete(pod);
    },
    async unseal() {
      if (!world.vault.hasKey) throw new Error('Cannot find secret "vault/unseal-key"');
      world.vault.state = "unsealed";
    },
  };
}

function sightOf({ machines, now }: World, name: NodeName): HostState {
  const { upAt, clockRightAt, disks, stopped, postgres, certificates } = machines[name];
  if (upAt > now) return { name };
  return {
    name,
    seen: {
      isClockRight: clockRightAt <= now,
      disks: disks.map(({ label, mountPoint, isMounted, presentAt }) => ({
        label,
        mountPoint,
        isMounted,
        isPresent: presentAt <= now,
      })),
      stoppedUnits: [...stopped.keys()],
      ...(postgres !== undefined && {
        postgres: { state: postgres.acceptsAt <= now ? "accepting" : stateOf(postgres), log: postgres.log },
      }),
      certificates,
    },
  };
}

function stateOf({ acceptsAt }: { readonly acceptsAt: number }): "starting" | "stopped" {
  return acceptsAt === Infinity ? "stopped" : "starting";
}
