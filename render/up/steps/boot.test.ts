import { platform } from "node:process";
import { describe, expect, test } from "vitest";
import { type HostHere, hostHere } from "../testing/host-here.ts";
import { boot } from "./boot.ts";

const CMDLINE = "/boot/firmware/cmdline.txt";
const CONFIG = "/boot/firmware/config.txt";
const REBOOT = "systemctl reboot";

interface Pi {
  readonly name?: string;
  readonly firmware?: readonly string[];
  readonly runsK3s?: boolean;
}

/** A Raspberry Pi which comes back at once, with another boot id, and with the arguments that it then has. */
function pi({ name = "pi1", firmware = [], runsK3s = false }: Pi = {}): HostHere {
  const on = hostHere({ name, kernelArguments: ["lab_test=1"], firmware });
  on.write(CMDLINE, "root=/dev/sda2 rootwait\n");
  on.write(CONFIG, "[all]\n");
  on.write("/etc/lab/cmdline", "root=/dev/sda2 rootwait\n");
  on.write("/etc/lab/start-id", "first\n");
  const reboots = `cp ${on.path(CMDLINE)} ${on.path("/etc/lab/cmdline")}; echo second >${on.path("/etc/lab/start-id")}`;
  on.program("systemctl", `case "$1" in reboot) ${reboots} ;; --quiet) ${runsK3s} ;; esac`);
  const { remote } = on;
  const there = (script: string) =>
    script
      .replaceAll("/proc/cmdline", "/etc/lab/cmdline")
      .replaceAll("/proc/sys/kernel/random/boot_id", "/etc/lab/start-id");
  return { ...on, remote: { ...remote, run: (script, options) => remote.run(there(script), options) } };
}

describe.skipIf(platform !== "linux")("boot", () => {
  test("appends to the kernel's one line, keeps the one of before, and starts anew once", async () => {
    const on = pi();
    expect(await boot.check(on)).toEqual([
      "cmdline.txt lacks what the lab needs",
      "the kernel was started without lab_test=1",
    ]);
    await boot.do(on);
    expect(await boot.check(on)).toEqual([]);
    expect(on.read(CMDLINE)).toBe("root=/dev/sda2 rootwait lab_test=1\n");
    expect(on.read(`${CMDLINE}.before-lab`)).toBe("root=/dev/sda2 rootwait\n");
    expect(on.calls().filter(call => call === REBOOT)).toHaveLength(1);
  });

  test("remembers across a kill that a setting waits for a start", async () => {
    const on = pi({ firmware: ["kernel=kernel8.img"] });
    on.program("systemctl", 'case "$1" in reboot) : ;; --quiet) exit 3 ;; esac');
    on.write("/etc/lab/cmdline", "lab_test=1\n");
    const { remote } = on;
    const killed: HostHere["remote"] = {
      ...remote,
      run: (script, options) => {
        if (script.includes("reboot")) throw new Error("killed");
        return remote.run(script, options);
      },
    };
    await expect(boot.do({ ...on, remote: killed })).rejects.toThrow("killed");
    expect(on.read(CONFIG)).toContain("kernel=kernel8.img");
    expect(await boot.check(on)).toEqual(["the firmware's files have changed since the last start"]);
    on.write("/etc/lab/start-id", "second\n");
    expect(await boot.check(on)).toEqual([]);
  });

  test("starts a node of the cluster anew once the one before is ready again", { timeout: 30_000 }, async () => {
    const hosts = ["pi1", "pi2"].map(name => pi({ name, runsK3s: true }));
    const hasStarted = (on: HostHere) => on.read("/etc/lab/start-id") === "second\n";
    const looks = new Map<string, number>();
    const awayAtOnce: string[][] = [];
    const kubectl: HostHere["kubectl"] = async ([, kind]) => {
      if (kind === "customresourcedefinitions") return "";
      const items = hosts.map(on => {
        const { name } = on.host;
        const since = hasStarted(on) ? (looks.get(name) ?? 0) + 1 : 0;
        looks.set(name, since);
        const conditions = [{ type: "Ready", status: since === 1 ? "False" : "True" }];
        return {
          metadata: { name },
          spec: {},
          status: { conditions, nodeInfo: { bootID: since ? "second" : "first" } },
        };
      });
      awayAtOnce.push(
        items.filter(({ status }) => status.conditions[0]?.status === "False").map(({ metadata }) => metadata.name),
      );
      return JSON.stringify({ items });
    };
    await Promise.all(hosts.map(on => boot.do({ ...on, kubectl })));
    expect(awayAtOnce.filter(names => names.length > 0).sort()).toEqual([["pi1"], ["pi2"]]);
    for (const on of hosts) expect(await boot.check(on)).toEqual([]);
  });

  test("leaves a machine with another firmware alone", async () => {
    expect(await boot.check(hostHere({ kernelArguments: ["lab_test=1"] }))).toEqual([]);
  });

  test("asks nothing of a host that wants nothing", async () => {
    const run = async () => Promise.reject(new Error("asked"));
    expect(await boot.check({ ...hostHere({}), remote: { name: "pi1", run } })).toEqual([]);
  });
});
