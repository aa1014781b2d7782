import { platform } from "node:process";
import { describe, expect, test } from "vitest";
import { type HostHere, hostHere } from "../testing/host-here.ts";
import { take } from "../testing/take.ts";
import { baseServices, services } from "./services.ts";

const UNITS = [
  { name: "ssh.service", stage: "base" as const },
  { name: "docker.service", stage: "services" as const },
  { name: "lab-gitea.service", stage: "services" as const },
  { name: "k3s.service", stage: "k3s" as const },
];
const COMPOSE = [{ path: "/etc/lab/gitea/compose.yaml", content: "" }];

/** A host whose systemctl remembers what is enabled and what runs, and whose docker prints these lines. */
function hostWith({ fails = "", containers = "gitea\tlab-gitea\tUp 2 minutes (healthy)" } = {}): HostHere {
  const on = hostHere({ units: UNITS, files: COMPOSE });
  const folder = on.path("/var/lib/lab");
  on.program(
    "systemctl",
    `verb=$1; shift
    case $verb in
      show)
        shift 2
        for unit; do
          [ -e ${folder}/enabled-$unit ] && enabled=enabled || enabled=disabled
          [ -e ${folder}/active-$unit ] && active=active || active=inactive
          printf 'Id=%s\\nUnitFileState=%s\\nActiveState=%s\\nSubState=dead\\n\\n' $unit $enabled $active
        done ;;
      enable) shift; for unit; do touch ${folder}/enabled-$unit; done ;;
      start) [ "$1" != "${fails}" ] && touch ${folder}/active-$1 ;;
    esac`,
  );
  on.program("journalctl", "echo the last words of $2");
  on.program("docker", containers && `printf 'container\\t${containers}\\n'`);
  return on;
}

describe.skipIf(platform !== "linux")("services", () => {
  test("of their stage are enabled and started in the order of the host, and a second run starts none", async () => {
    const on = hostWith();
    const { before, after } = await take(services, on);
    expect(before).toEqual([
      "docker.service is disabled, not enabled",
      "lab-gitea.service is disabled, not enabled",
      "docker.service is inactive (dead)",
      "lab-gitea.service is inactive (dead)",
    ]);
    expect(after).toEqual([]);
    expect(on.calls().filter(call => / (start|enable) /.test(call))).toEqual([
      "systemctl enable --quiet docker.service lab-gitea.service",
      "systemctl start docker.service",
      "systemctl start lab-gitea.service",
    ]);
  });

  test("that do not come up show the end of their log, and none after them is started", async () => {
    const on = hostWith({ fails: "docker.service" });
    await expect(services.do(on)).rejects.toThrow("the last words of docker.service");
    expect(on.calls()).not.toContain("systemctl start lab-gitea.service");
  });

  test.each([
    ["gitea\tlab-gitea\tUp 2 minutes (unhealthy)", "container lab-gitea: Up 2 minutes (unhealthy)"],
    ["other\tlab-other\tUp 2 minutes (healthy)", "gitea has no container yet"],
    ["", "gitea has no container yet"],
  ])("are not done when their container is not: %j", async (containers, line) => {
    expect(await services.check(hostWith({ containers }))).toContain(line);
  });

  test("of the base know nothing of Docker", async () => {
    const on = hostWith();
    expect((await take(baseServices, on)).after).toEqual([]);
    expect(on.calls().some(call => call.startsWith("docker"))).toBe(false);
  });
});
