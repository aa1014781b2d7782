import type { Host } from "../../../platform/hosts/host.ts";
import type { HostAt } from "../host-at.ts";
import type { Step } from "../step.ts";

/**
 * Debian, or Raspberry Pi OS, which calls itself so: https://www.debian.org/releases/. Version 12 gets security updates no
 * more, but for those of its long-term support, and has Docker's parts in other packages.
 */
const KNOWN_SYSTEMS = ["debian 13", "raspbian 13"];

const NEEDED_MEBIBYTES = 1024;

const LOOK = `
. /etc/os-release
echo "system $ID $VERSION_ID"
echo "architecture $(dpkg --print-architecture)"
echo "init $(cat /proc/1/comm)"
echo "free $(df -Pm / | awk 'NR == 2 { print $4 }')"
`;

/**
 * That a host answers, lets become root, and is a machine that the other steps know how to treat. Its key was trusted when
 * it was connected to. What is wrong here, no step mends.
 */
export const reach: Step<HostAt> = {
  name: "reach",
  does: "looks at the machine",
  limitSeconds: 1,
  undo: "none is needed: nothing is changed",
  async check({ host, remote }) {
    const lines = (await remote.run(LOOK, { asRoot: true })).trim().split("\n");
    return obstacles(host, new Map(lines.map(line => splitAt(line, line.indexOf(" ")))));
  },
  async do() {},
};

/** What keeps `lab up` from working on a machine. */
export function obstacles({ architecture, cluster, name }: Host, seen: ReadonlyMap<string, string>): string[] {
  const system = (seen.get("system") ?? "").trim();
  const isKnown = KNOWN_SYSTEMS.includes(system);
  const isRight = seen.get("architecture") === architecture;
  const hasSystemd = seen.get("init") === "systemd";
  const free = Number(seen.get("free"));
  return [
    ...(isKnown ? [] : [`it runs ${system || "an unknown system"}: install one of ${KNOWN_SYSTEMS.join(", ")}`]),
    ...(isRight
      ? []
      : [
          `its packages are for ${seen.get("architecture")}, and node "${name}" is declared as ${architecture}: ` +
            `correct clusters/${cluster}/index.ts, or install the system for ${architecture}`,
        ]),
    ...(hasSystemd ? [] : [`its first process is ${seen.get("init")}, and it takes systemd`]),
    ...(free >= NEEDED_MEBIBYTES
      ? []
      : [`its disk has ${free} MiB left, and it takes ${NEEDED_MEBIBYTES}: make room, as by "sudo apt-get clean"`]),
  ];
}

function splitAt(line: string, index: number): [string, string] {
  return [line.slice(0, index), line.slice(index + 1)];
}
