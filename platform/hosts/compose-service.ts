import { stringify } from "yaml";
import type { HostPart } from "./host.ts";
import type { Machine } from "./machine.ts";
import { DISK_MARKER, MOUNT_POINTS } from "./parts/disks.ts";
import { mountUnitName } from "./unit-names.ts";

/** A service of Docker Compose, with what of its format the lab uses. */
export interface ComposeService {
  /** `postgres`: its folder is `/etc/lab/postgres`, its unit `lab-postgres.service`, its container `lab-postgres`. */
  readonly name: string;
  /** As systemd shows it. */
  readonly title: string;
  /** With a tag that stays what it is. */
  readonly image: string;
  /** Folder with the Dockerfile of the image, below the service's; it is built when no image has that tag. */
  readonly buildFolder?: string;
  /** User and group in the container, by number; root only where the image starts no other way. */
  readonly user: string;
  /** Capabilities that are left to it: its image's programs start with no less. Default: none. */
  readonly capabilities?: readonly string[];
  /** Whether it may get capabilities from a file of its own, as another than root. */
  readonly gainsPrivileges?: boolean;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** What of the host it sees: paths on the host by path in the container. */
  readonly mounts: Readonly<Record<string, string>>;
  /** Of them those that it may write to, by path in the container. */
  readonly writes: readonly string[];
  /** Folders in memory: also for what the image declares as a volume and the lab keeps elsewhere. */
  readonly memoryFolders?: readonly string[];
  /** Ports of the node's address, by port in the container; `host`: it is on the host's network itself. */
  readonly network: "host" | { readonly ports: Readonly<Record<number, number>>; readonly names: Names };
  readonly memoryMebibytes: number;
  readonly sharedMemoryMebibytes?: number;
  /** Of the kernel, when memory runs out: -1000 is spared, 1000 goes first. */
  readonly sacrifice?: number;
  readonly health: { readonly command: readonly string[]; readonly startSeconds: number };
  readonly stop: { readonly signal: string; readonly graceSeconds: number };
  /** Units of other services that it waits for. */
  readonly after?: readonly string[];
  /** Programs of the host that run before each start. */
  readonly before?: readonly string[];
}

/** Addresses by name, for `/etc/hosts` of a container. */
type Names = Readonly<Record<string, string>>;

/** Folder of a service's files on its host; its data lie elsewhere. */
export function composeFolder(name: string): string {
  return `/etc/lab/${name}`;
}

export function composeUnit(name: string): string {
  return `lab-${name}.service`;
}

/**
 * One service on a machine, by Docker Compose in the foreground of a unit of systemd.
 *
 * systemd alone starts it again. Docker would as well, when the daemon starts, before the disk is there: so its own policy
 * is `no`, and Compose ends as soon as the container does. Without the marker of the disk the unit fails at once, and the
 * mount starts it when a late disk comes: a database that finds an empty folder would make itself anew in there.
 *
 * An image is fetched or built when it is missing, never for a start: after a power cut the Internet may be away. What the
 * container prints comes to the journal by Compose: `journalctl --unit lab-postgres`.
 *
 * The project is called as the folder of its file.
 *
 * @see https://docs.docker.com/engine/containers/start-containers-automatically/#use-a-process-manager
 * @see https://github.com/compose-spec/compose-spec/blob/main/05-services.md
 */
export function composeService(machine: Machine, service: ComposeService): HostPart {
  const { name } = service;
  const unit = composeUnit(name);
  return {
    folders: [{ path: composeFolder(name) }],
    files: [
      { path: `${composeFolder(name)}/compose.yaml`, content: composeFile(machine, service), restarts: [unit] },
      { path: `/etc/systemd/system/${unit}`, content: unitFile(machine, service), restarts: [unit] },
    ],
    units: [{ name: unit, stage: "services" }],
  };
}

/** As YAML 1.1, in which `no` is no word but false: not every version of Compose reads 1.2. */
function composeFile(machine: Machine, service: ComposeService): string {
  return stringify({ services: { [service.name]: definition(machine, service) } }, { lineWidth: 0, version: "1.1" });
}

function definition({ node }: Machine, service: ComposeService) {
  const { image, buildFolder, user, command, environment, network, health, stop, memoryFolders = [] } = service;
  return {
    container_name: `lab-${service.name}`,
    image,
    ...(buildFolder !== undefined && { build: { context: buildFolder } }),
    restart: "no",
    user,
    command,
    ...(environment !== undefined && { environment }),
    volumes: Object.entries(service.mounts).map(([target, source]) => ({
      type: "bind",
      source,
      target,
      read_only: !service.writes.includes(target),
    })),
    ...(memoryFolders.length > 0 && { tmpfs: memoryFolders }),
    ...(network === "host"
      ? { network_mode: "host" }
      : {
          ports: Object.entries(network.ports).map(([inside, port]) => `${node.address}:${port}:${inside}`),
          extra_hosts: Object.entries(network.names).map(([host, address]) => `${host}:${address}`),
        }),
    cap_drop: ["ALL"],
    ...(service.capabilities !== undefined && { cap_add: service.capabilities }),
    ...(service.gainsPrivileges !== true && { security_opt: ["no-new-privileges:true"] }),
    mem_limit: `${service.memoryMebibytes}m`,
    ...(service.sharedMemoryMebibytes !== undefined && { shm_size: `${service.sharedMemoryMebibytes}m` }),
    ...(service.sacrifice !== undefined && { oom_score_adj: service.sacrifice }),
    healthcheck: {
      test: ["CMD", ...health.command],
      interval: "15s",
      timeout: "10s",
      retries: 4,
      start_period: `${health.startSeconds}s`,
    },
    stop_signal: stop.signal,
    stop_grace_period: `${stop.graceSeconds}s`,
  };
}

/**
 * Compose stops the container when it is told to end itself, and is left the time for it. A first start may take long:
 * Gitea's waits until PostgreSQL's image is built.
 */
function unitFile({ node }: Machine, { name, title, stop, after = [], before = [] }: ComposeService): string {
  const disk = MOUNT_POINTS.services;
  const others = ["docker.service", "network-online.target", "time-sync.target", ...after].join(" ");
  const wantedBy = ["multi-user.target", ...(node.disks.includes("services") ? [mountUnitName(disk)] : [])];
  return `[Unit]
Description=${title}
Documentation=https://docs.docker.com/compose/
Wants=${others}
After=${others}
RequiresMountsFor=${disk}
AssertPathExists=${disk}/${DISK_MARKER}
StartLimitIntervalSec=0

[Service]
Type=exec
WorkingDirectory=${composeFolder(name)}
${before.map(program => `ExecStartPre=${program}\n`).join("")}\
ExecStart=/usr/bin/docker-compose up --no-color --no-log-prefix --remove-orphans --abort-on-container-exit
Restart=always
RestartSec=10
TimeoutStartSec=20min
TimeoutStopSec=${stop.graceSeconds + 30}
KillMode=mixed
SuccessExitStatus=130 143

[Install]
WantedBy=${wantedBy.join(" ")}
`;
}
