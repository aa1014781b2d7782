import type { Cluster } from "../../../clusters/lab.ts";
import type { HostFile, HostPart } from "../host.ts";
import { secretMark } from "../host.ts";
import { UPS_PORT } from "../host-ports.ts";
import type { Machine } from "../machine.ts";

/** Password by which each host asks the one with the cable how the supply is. */
const PASSWORD = "ups/monitor";

/** Name of the supply in Network UPS Tools. */
const SUPPLY = "supply";

/**
 * Seconds that a host without the cable waits before it stops, once the battery is low: what others depend on stops after
 * them. Below a minute, after which the host with the cable drops who says nothing, and a waiting one says nothing.
 *
 * @see https://github.com/networkupstools/nut/blob/v2.8.1/server/upsd.c (last_heard)
 */
const DELAY_SECONDS = { agent: 5, server: 20, postgres: 35 } as const;

/** How often a host asks. */
const POLL_SECONDS = 5;

/** How long hosts wait for each other's word beyond what is agreed. */
const PATIENCE_SECONDS = 15;

/**
 * When the battery of the supply is low, every host stops in order: agents, the server of k3s, PostgreSQL's, and last the
 * one with the cable, which tells the supply to cut the power, so that all start again when it is back.
 *
 * That a host goes off is told when it begins to stop, not when it has stopped (`SHUTDOWNEXIT` would tell it later, and does
 * so since 2.8.5 only; Debian 13 has 2.8.1). So the host with the cable waits as long as the others may need by the limits
 * of their own units, counted from the first word: one that is not heard of at that moment is waited for too.
 *
 * The battery is called low while it lasts for all of that, whatever the supply itself holds for low. Its makers' own
 * threshold is often two minutes.
 *
 * @param stopSecondsOf how long a host may take to stop, by its name
 * @see https://networkupstools.org/docs/user-manual.chunked/Configuration_notes.html#UPS_shutdown
 * @see https://networkupstools.org/docs/man/upsmon.conf.html (FINALDELAY, HOSTSYNC, POWERDOWNFLAG, SHUTDOWNEXIT)
 * @see https://networkupstools.org/docs/man/ups.conf.html (ignorelb)
 */
export function ups({ cluster, name }: Machine, stopSecondsOf: (name: string) => number): HostPart {
  const { ups: supply } = cluster.hosts;
  if (supply === undefined) return {};
  if (supply.node !== name) return withoutCable(cluster, name, supply.node);
  return withCable(cluster, supply.driver, lastToStop(cluster, name, stopSecondsOf));
}

/** What the host with the cable waits for, in seconds. */
interface Waiting {
  /** Until the others have said that they begin to stop. */
  readonly forWord: number;
  /** Until they have stopped. */
  readonly forOthers: number;
  /** What the battery must last for when all of that begins. */
  readonly inAll: number;
}

function lastToStop(cluster: Cluster, name: string, stopSecondsOf: (name: string) => number): Waiting {
  const others = Object.keys(cluster.nodes).filter(other => other !== name);
  const begins = (other: string) => POLL_SECONDS + delayOf(cluster, other);
  const forWord = Math.max(0, ...others.map(begins)) + PATIENCE_SECONDS;
  const forOthers = Math.max(0, ...others.map(other => begins(other) + stopSecondsOf(other)));
  return { forWord, forOthers, inAll: forWord + forOthers + stopSecondsOf(name) };
}

function withCable(cluster: Cluster, driver: string, { forWord, forOthers, inAll }: Waiting): HostPart {
  return {
    packages: ["nut-client", "nut-server"],
    secrets: secrets(cluster),
    files: [
      mode("netserver"),
      settings("ups.conf", supplyOf(driver, inAll), ["nut-driver-enumerator.service", "nut-server.service"]),
      settings("upsd.conf", `LISTEN 0.0.0.0 ${UPS_PORT}\n`, ["nut-server.service"]),
      settings("upsd.users", [user("primary"), user("secondary")].join("\n"), ["nut-server.service"]),
      monitor("127.0.0.1", "primary", { patienceSeconds: forWord, delaySeconds: forOthers }),
    ],
    units: [
      { name: "nut-driver-enumerator.service", stage: "services" },
      { name: "nut-server.service", stage: "services" },
      { name: "nut-monitor.service", stage: "services" },
    ],
  };
}

/** The percentage at which the supply is low stays the supply's own. */
function supplyOf(driver: string, lowSeconds: number): string {
  const lines = [
    "maxretry = 3",
    "",
    `[${SUPPLY}]`,
    `driver = ${driver}`,
    "port = auto",
    "ignorelb",
    `override.battery.runtime.low = ${lowSeconds}`,
  ];
  return `${lines.join("\n")}\n`;
}

function withoutCable(cluster: Cluster, name: string, home: string): HostPart {
  const address = cluster.nodes[home]?.address ?? home;
  return {
    packages: ["nut-client"],
    secrets: secrets(cluster),
    files: [
      mode("netclient"),
      monitor(address, "secondary", { patienceSeconds: PATIENCE_SECONDS, delaySeconds: delayOf(cluster, name) }),
    ],
    units: [{ name: "nut-monitor.service", stage: "services" }],
  };
}

function delayOf({ nodes, postgres }: Cluster, name: string): number {
  if (name === postgres.node) return DELAY_SECONDS.postgres;
  return nodes[name]?.role === "server" ? DELAY_SECONDS.server : DELAY_SECONDS.agent;
}

function secrets({ hosts }: Cluster): NonNullable<HostPart["secrets"]> {
  const what = "password by which hosts ask how the supply is";
  return hosts.ups === undefined ? [] : [{ name: PASSWORD, home: hosts.ups.node, origin: "made", what }];
}

type Role = "primary" | "secondary";

function user(role: Role): string {
  return `[${role}]\npassword = ${secretMark(PASSWORD)}\nupsmon ${role}\n`;
}

interface Delays {
  /** For the word of the others: of the secondaries, or of the primary that the battery is low. */
  readonly patienceSeconds: number;
  /** Between that word and the own stop. */
  readonly delaySeconds: number;
}

function monitor(server: string, role: Role, { patienceSeconds, delaySeconds }: Delays): HostFile {
  const lines = [
    `MONITOR ${SUPPLY}@${server}:${UPS_PORT} 1 ${role} ${secretMark(PASSWORD)} ${role}`,
    "MINSUPPLIES 1",
    "RUN_AS_USER nut",
    'SHUTDOWNCMD "/sbin/shutdown -h +0"',
    `POLLFREQ ${POLL_SECONDS}`,
    `POLLFREQALERT ${POLL_SECONDS}`,
    `HOSTSYNC ${patienceSeconds}`,
    "DEADTIME 25",
    "POWERDOWNFLAG /etc/killpower",
    `FINALDELAY ${delaySeconds}`,
  ];
  return settings("upsmon.conf", `${lines.join("\n")}\n`, ["nut-monitor.service"]);
}

/** Without it Debian's wrappers of the programs do nothing. */
function mode(word: "netserver" | "netclient"): HostFile {
  return settings("nut.conf", `MODE=${word}\n`, ["nut-monitor.service"]);
}

function settings(name: string, content: string, restarts: readonly string[]): HostFile {
  return { path: `/etc/nut/${name}`, content, owner: "root:nut", mode: "0640", restarts };
}
