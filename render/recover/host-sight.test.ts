import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Host } from "../../platform/hosts/host.ts";
import { type Asked, readSight, sightScript } from "./host-sight.ts";

const HOST: Host = {
  cluster: "arcodange",
  name: "pi2",
  address: "127.0.0.1",
  architecture: "arm64",
  login: { user: "pi" },
  timeZone: "Europe/Paris",
  packages: [],
  kernelArguments: [],
  firmware: [],
  disks: [
    { label: "lab-services", fileSystem: "ext4", mountPoint: "/srv/lab" },
    { label: "lab-longhorn", fileSystem: "ext4", mountPoint: "/var/lib/longhorn" },
  ],
  users: [],
  folders: [],
  files: [],
  programs: [],
  secrets: [],
  units: ["srv-lab.mount", "lab-gitea.service", "lab-guard.service", "k3s-agent.service"].map(name => ({
    name,
    stage: "base" as const,
  })),
};

/** Answers of systemd, as Debian 13 gives them. */
const COMMANDS = {
  timedatectl: "echo yes",
  mountpoint: '[ "$2" = /srv/lab ]',
  journalctl: "echo 'LOG:  database system was interrupted'; echo 'STATEMENT:  ALTER ROLE a PASSWORD x'",
  systemctl: `for unit; do :; done
case $unit in
lab-gitea.service) printf 'Type=simple\\nResult=exit-code\\nActiveState=failed\\n' ;;
lab-guard.service) printf 'Type=oneshot\\nResult=success\\nActiveState=inactive\\n' ;;
*) printf 'Type=notify\\nResult=success\\nActiveState=active\\n' ;;
esac`,
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "sight-"));
  for (const [name, script] of Object.entries(COMMANDS)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

async function look(asked: Asked) {
  const env = { PATH: `${folder}:${process.env.PATH}` };
  const { stdout } = await promisify(execFile)("sh", ["-c", sightScript(asked)], { env });
  return readSight(asked, stdout);
}

describe("sightScript(), run by sh", () => {
  test("sees the clock, disks that are not mounted and units that do not run, but no mount and no work that is done", async () => {
    const seen = await look({ host: HOST, servers: [] });
    expect(seen.isClockRight).toBe(true);
    expect(seen.disks).toEqual([
      { label: "lab-services", mountPoint: "/srv/lab", isPresent: false, isMounted: true },
      { label: "lab-longhorn", mountPoint: "/var/lib/longhorn", isPresent: false, isMounted: false },
    ]);
    expect(seen.stoppedUnits).toEqual(["lab-gitea.service"]);
    expect(seen.postgres).toBeUndefined();
  });

  test.each([
    ["accepting", "R\0\0\0\x17\0\0\0\nSCRAM-SHA-256\0\0"],
    ["accepting", 'E\0\0\0aSFATAL\0VFATAL\0C28000\0Mno pg_hba.conf entry for host "127.0.0.1"\0\0'],
    ["starting", "E\0\0\0YSFATAL\0VFATAL\0C57P03\0Mthe database system is starting up\0\0"],
    ["stopped", ""],
  ])("sees a PostgreSQL that is %s by its answer %j", async (state, answer) => {
    const { server, port } = await answering(answer);
    const seen = await look({ host: HOST, postgres: { address: "127.0.0.1", port }, servers: [] });
    server.close();
    expect(seen.postgres).toEqual({ state, log: "LOG:  database system was interrupted" });
  });

  test("sees a PostgreSQL to which nobody can connect as stopped", async () => {
    const { server, port } = await answering("");
    server.close();
    const seen = await look({ host: HOST, postgres: { address: "127.0.0.1", port }, servers: [] });
    expect(seen.postgres?.state).toBe("stopped");
  });
});

test("readSight() knows who renews a certificate, and passes over one that nobody shows", () => {
  const servers = [{ name: "gitea.arcodange.lab", port: 443, renewedBy: "lab-gitea.service" }];
  const printed = [
    "certificate /var/lib/rancher/k3s/agent/client-kubelet.crt Nov 29 02:00:00 2026 GMT",
    "certificate gitea.arcodange.lab Dec  9 02:00:00 2026 GMT",
    "certificate ca.arcodange.lab",
  ].join("\n");
  expect(readSight({ host: HOST, servers }, printed).certificates).toEqual([
    {
      file: "/var/lib/rancher/k3s/agent/client-kubelet.crt",
      expires: Date.parse("2026-11-29T02:00:00Z"),
      renewedBy: "k3s*.service",
    },
    { file: "gitea.arcodange.lab", expires: Date.parse("2026-12-09T02:00:00Z"), renewedBy: "lab-gitea.service" },
  ]);
});

/** A server that answers whatever it is sent, and like PostgreSQL waits then for more, unless it has nothing to say. */
async function answering(answer: string): Promise<{ server: Server; port: number }> {
  const server = createServer(socket => {
    socket.once("data", () => (answer === "" ? socket.end() : socket.write(answer, "latin1")));
    socket.on("error", () => undefined);
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  return { server, port: (server.address() as AddressInfo).port };
}

test.each([
  ["a server of time has set", "1000 yes", true],
  ["goes as this machine's, without the Internet", "1790000060 no", true],
  ["says that it is 1970", "1000 no", false],
  ["is an hour late", "1789996400 no", false],
])("readSight() knows a clock that %s", (_, printed, isRight) => {
  expect(readSight({ host: HOST, servers: [] }, `clock ${printed}`, 1_790_000_000_000).isClockRight).toBe(isRight);
});
