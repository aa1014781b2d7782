import { describe, expect, test } from "vitest";
import { arcodange } from "../../clusters/arcodange/index.ts";
import { rehearsal } from "../../clusters/rehearsal/index.ts";
import { type Host, marksIn } from "./host.ts";
import { hostOf, hostsOf } from "./host-of.ts";

/** Units that come with a package, as Debian has it. */
const UNITS_OF_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  "docker.io": ["docker.service"],
  "nut-client": ["nut-monitor.service"],
  "nut-server": ["nut-server.service", "nut-driver-enumerator.service"],
  "open-iscsi": ["iscsid.service"],
  "openssh-server": ["ssh.service"],
  "systemd-timesyncd": ["systemd-timesyncd.service", "systemd-time-wait-sync.service"],
};

/** Units that a machine has of itself and nobody enables, and of programs that it may have: they read files of the lab. */
const UNITS_OF_OTHERS = [
  ...["systemd-journald.service", "systemd-logind.service", "systemd-modules-load.service", "systemd-sysctl.service"],
  "unattended-upgrades.service",
  ...["NetworkManager.service", "multipathd.service", "systemd-resolved.service"],
];

const hosts = [arcodange, rehearsal].flatMap(hostsOf);

describe.each(hosts.map(host => [`${host.cluster}/${host.name}`, host] as const))("%s", (_, host) => {
  test("lists no unit that neither one of its files nor one of its packages brings", () => {
    const packaged = host.packages.flatMap(name => UNITS_OF_PACKAGES[name] ?? []);
    const known = [...packaged, ...ownUnits(host)];
    expect(host.units.map(({ name }) => name).filter(name => !known.includes(name))).toEqual([]);
  });

  test("restarts only what it lists, or what the machine runs of itself", () => {
    const known = [...host.units.map(({ name }) => name), ...UNITS_OF_OTHERS];
    const restarted = [...host.files, ...host.programs].flatMap(({ restarts = [] }) => restarts);
    expect(restarted.filter(name => !known.includes(name))).toEqual([]);
  });

  test("has one file at each path, and it is absolute", () => {
    const paths = host.files.map(({ path }) => path);
    expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
    expect(paths.filter(path => !/^(\/[^/]+)+$/.test(path))).toEqual([]);
  });

  test("declares each secret that a file has a mark of, and lets nobody else read that file", () => {
    const declared = host.secrets.map(({ name }) => name);
    for (const { path, content, mode = "0644" } of host.files) {
      const marks = marksIn(content);
      expect(declared, path).toEqual(expect.arrayContaining(marks));
      if (marks.length > 0) expect(mode.at(-1), path).toBe("0");
    }
  });
});

test("hostOf() describes the same host twice", () => {
  expect(hostOf(arcodange, "pi2")).toEqual(hostOf(arcodange, "pi2"));
});

test("hostsOf() keeps each secret on one host, whoever needs it", () => {
  for (const cluster of [arcodange, rehearsal]) {
    const homes = new Map<string, Set<string>>();
    for (const { secrets } of hostsOf(cluster)) {
      for (const { name, home } of secrets) homes.set(name, (homes.get(name) ?? new Set()).add(home));
    }
    expect([...homes].filter(([, { size }]) => size > 1)).toEqual([]);
    expect([...homes.values()].flatMap(set => [...set]).filter(home => !(home in cluster.nodes))).toEqual([]);
  }
});

test("hostOf() gives what is a Raspberry Pi's to no other machine", () => {
  const { kernelArguments, firmware } = hostOf(rehearsal, Object.keys(rehearsal.nodes)[0] ?? "");
  expect([...kernelArguments, ...firmware]).toEqual([]);
  expect(hostOf(arcodange, "pi1").kernelArguments).toContain("cgroup_enable=memory");
});

/** Names of the units that files of a host define. */
function ownUnits({ files }: Host): string[] {
  return files.flatMap(({ path }) => /^\/etc\/systemd\/system\/([^/]+)$/.exec(path)?.[1] ?? []);
}
