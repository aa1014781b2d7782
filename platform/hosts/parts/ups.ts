import type { Cluster } from "../../../clusters/lab.ts";
import type { HostFile, HostPart } from "../host.ts";
import { secretMark } from "../host.ts";
import type { PartOf } from "../host-of.ts";
import { UPS_PORT } from "../host-ports.ts";

/** Password by which each host asks the one with the cable how the supply is. */
const PASSWORD = "ups/monitor";

/** Name of the supply in Network UPS Tools. */
const SUPPLY = "supply";

/** Seconds that a host waits before it stops, once the battery is low: what others depend on stops after them. */
const DELAY_SECONDS = { agent: 5, server: 20, postgres: 35, cable: 30 } as const;

/** Seconds that the host with the cable waits at most for all others to stop, before it waits its own. */
const OTHERS_SECONDS = 120;

/**
 * When the battery of the supply is low, every host stops in order: agents, the server of k3s, PostgreSQL's, and last the
 * one with the cable, which tells the supply to cut the power, so that all start again when it is back.
 *
 * @see https://networkupstools.org/docs/user-manual.chunked/Configuration_notes.html#UPS_shutdown
 * @see https://networkupstools.org/docs/man/upsmon.conf.html
 */
export const ups: PartOf = ({ cluster, name }) => {
  const { ups: supply } = cluster.hosts;
  if (supply === undefined) return {};
  return supply.node === name ? withCable(cluster, supply.driver) : withoutCable(cluster, name, supply.node);
};

function withCable(cluster: Cluster, driver: string): HostPart {
  return {
    packages: ["nut-client", "nut-server"],
    secrets: secrets(cluster),
    files: [
      mode("netserver"),
      settings("ups.conf", `maxretry = 3\n\n[${SUPPLY}]\ndriver = ${driver}\nport = auto\n`, [
        "nut-driver-enumerator.service",
        "nut-server.service",
      ]),
      settings("upsd.conf", `LISTEN 0.0.0.0 ${UPS_PORT}\n`, ["nut-server.service"]),
      settings("upsd.users", [user("primary"), user("secondary")].join("\n"), ["nut-server.service"]),
      monitor("127.0.0.1", "primary", DELAY_SECONDS.cable),
    ],
    units: [
      { name: "nut-driver-enumerator.service", stage: "services" },
      { name: "nut-server.service", stage: "services" },
      { name: "nut-monitor.service", stage: "services" },
    ],
  };
}

function withoutCable(cluster: Cluster, name: string, home: string): HostPart {
  const address = cluster.nodes[home]?.address ?? home;
  return {
    packages: ["nut-client"],
    secrets: secrets(cluster),
    files: [mode("netclient"), monitor(address, "secondary", delayOf(cluster, name))],
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

function monitor(server: string, role: Role, delaySeconds: number): HostFile {
  const lines = [
    `MONITOR ${SUPPLY}@${server}:${UPS_PORT} 1 ${role} ${secretMark(PASSWORD)} ${role}`,
    "MINSUPPLIES 1",
    "RUN_AS_USER nut",
    'SHUTDOWNCMD "/sbin/shutdown -h +0"',
    "POLLFREQ 5",
    "POLLFREQALERT 5",
    `HOSTSYNC ${role === "primary" ? OTHERS_SECONDS : 15}`,
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
