import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { clusters } from "../../clusters/index.ts";
import { composeService } from "./compose-service.ts";
import type { Host, HostFile } from "./host.ts";
import { hostsOf } from "./host-of.ts";
import { hostPorts } from "./host-ports.ts";

interface Definition {
  readonly container_name: string;
  readonly image: string;
  readonly restart: string;
  readonly user: string;
  readonly volumes: readonly { readonly source: string; readonly target: string; readonly read_only: boolean }[];
  readonly ports?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly [setting: string]: unknown;
}

interface Composed {
  readonly host: Host;
  readonly file: HostFile;
  readonly name: string;
  readonly definition: Definition;
}

const composed: Composed[] = clusters.flatMap(hostsOf).flatMap(host =>
  host.files
    .filter(({ path }) => path.endsWith("/compose.yaml"))
    .flatMap(file => {
      const { services } = parse(file.content, { version: "1.1" }) as { services: Record<string, Definition> };
      return Object.entries(services).map(([name, definition]) => ({ host, file, name, definition }));
    }),
);

/** Rights over what lies in the container, which reach nothing of the host. */
const WITHIN_CONTAINER = [
  ...["CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "NET_BIND_SERVICE"],
  ...["SETFCAP", "SETGID", "SETPCAP", "SETUID"],
];

/** Pi-hole's image starts no other way. */
const STARTS_AS_ROOT: readonly string[] = ["pihole"];

const named = composed.map(one => [`${one.name} on ${one.host.cluster}`, one] as const);

test("Gitea and PostgreSQL of every cluster are among them, on the nodes that the facts name", () => {
  for (const { name, gitea, postgres } of clusters) {
    const places = composed.filter(({ host }) => host.cluster === name).map(one => [one.name, one.host.name]);
    expect(places).toContainEqual(["gitea", gitea.node]);
    expect(places).toContainEqual(["postgres", postgres.node]);
  }
});

describe.each(named)("%s", (_, { host, file, name, definition }) => {
  test("has few rights of root, and none over the host", () => {
    expect(definition).not.toHaveProperty("privileged");
    expect(definition).not.toHaveProperty("pid");
    expect(definition.cap_drop).toEqual(["ALL"]);
    for (const capability of (definition.cap_add ?? []) as string[]) expect(WITHIN_CONTAINER).toContain(capability);
    expect(JSON.stringify(definition)).not.toMatch(/docker\.sock|\/run\/docker/);
  });

  test.skipIf(STARTS_AS_ROOT.includes(name))("is not root and cannot become it", () => {
    expect(definition.security_opt).toContain("no-new-privileges:true");
    expect(definition.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  });

  test("mounts only what the host is to have", () => {
    const declared = [...host.folders, ...host.files].map(({ path }) => path);
    const known = [...declared, "/usr/local/share/ca-certificates"]; // of the package ca-certificates
    for (const { source } of definition.volumes) expect(known).toContain(source);
  });

  test("writes only below the disk of services", () => {
    for (const { source, read_only } of definition.volumes) if (!read_only) expect(source).toMatch(/^\/srv\/lab\//);
  });

  test.skipIf(STARTS_AS_ROOT.includes(name))("owns what it may write to", () => {
    const writable = definition.volumes.filter(({ read_only }) => !read_only);
    for (const { source: path } of writable) {
      expect(host.folders.find(folder => folder.path === path)?.owner).toBe(definition.user);
    }
  });

  test("publishes only ports that are the host's own, at the host's own address", () => {
    const cluster = clusters.find(({ name: other }) => other === host.cluster);
    const taken = hostPorts(cluster as (typeof clusters)[number]).filter(({ node }) => node === host.name);
    for (const published of definition.ports ?? []) {
      const [address, port] = published.split(":");
      expect(address).toBe(host.address);
      expect(taken.map(({ port: known }) => known)).toContain(`TCP ${port}`);
    }
  });

  test("runs an image that stays the same", () => {
    expect(definition.image).toMatch(/:[\w.-]*\d[\w.-]*$/);
    expect(definition.image).not.toMatch(/latest/);
  });

  test("is started again by systemd alone, which looks for the disk first", () => {
    expect(definition.restart).toBe("no");
    const unit = unitOf(host, name);
    expect(unit).toContain("AssertPathExists=/srv/lab/.lab-disk\n");
    expect(unit).toContain("RequiresMountsFor=/srv/lab\n");
    expect(unit).toContain("\nRestart=always\n");
    expect(unit).toMatch(/^After=.*\btime-sync\.target\b/m);
    expect(unit).toMatch(/^After=.*\bdocker\.service\b/m);
    expect(unit).not.toMatch(/pull|--build/);
  });

  test("has a health check, a limit of memory, and time to stop that systemd leaves it", () => {
    expect(definition.healthcheck?.test[0]).toBe("CMD");
    expect(definition.mem_limit).toMatch(/^\d+m$/);
    const grace = Number.parseInt(definition.stop_grace_period as string, 10);
    const [, limit] = /^TimeoutStopSec=(\d+)$/m.exec(unitOf(host, name)) ?? [];
    expect(Number(limit)).toBeGreaterThan(grace);
  });

  test("is restarted when its compose file or its unit has changed", () => {
    expect(file.restarts).toEqual([`lab-${name}.service`]);
    expect(host.units).toContainEqual({ name: `lab-${name}.service`, stage: "services" });
  });

  test("names what a person would look for", () => {
    expect(definition.container_name).toBe(`lab-${name}`);
    expect(file.path).toBe(`/etc/lab/${name}/compose.yaml`);
  });

  const client = composeClient();
  test.skipIf(client === undefined)(
    "is understood by the client of Compose (skipped where there is none)",
    { timeout: 60_000 },
    () => {
      const folder = mkdtempSync(join(tmpdir(), "compose-"));
      try {
        for (const { path, content } of host.files) {
          if (!path.startsWith(`${dirname(file.path)}/`)) continue;
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), content);
        }
        const [program = "", ...first] = client ?? [];
        const words = [...first, "--file", join(folder, file.path), "config", "--quiet"];
        execFileSync(program, words, { stdio: ["ignore", "pipe", "pipe"] });
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

test("a disk that comes late starts the service; without a disk of its own there is none to wait for", () => {
  const [cluster] = clusters;
  if (cluster === undefined) throw new Error("Cannot test: there is no cluster");
  const node = cluster.nodes[cluster.gitea.node] as (typeof cluster.nodes)[string];
  const unit = (disks: typeof node.disks) =>
    composeService({ cluster, name: cluster.gitea.node, node: { ...node, disks } }, SAMPLE).files?.[1]?.content;
  expect(unit(["services"])).toContain("WantedBy=multi-user.target srv-lab.mount\n");
  expect(unit([])).toContain("WantedBy=multi-user.target\n");
});

const SAMPLE = {
  name: "sample",
  title: "Sample",
  image: "sample:1",
  user: "1:1",
  command: ["sample"],
  mounts: {},
  writes: [],
  network: "host",
  memoryMebibytes: 1,
  health: { command: ["true"], startSeconds: 1 },
  stop: { signal: "SIGTERM", graceSeconds: 1 },
} as const;

function unitOf(host: Host, name: string): string {
  return host.files.find(({ path }) => path === `/etc/systemd/system/lab-${name}.service`)?.content ?? "";
}

/** As Debian 12 calls it, or as others do. */
function composeClient(): readonly string[] | undefined {
  const clients = [["docker-compose"], ["docker", "compose"]];
  return clients.find(([program = "", ...first]) => spawnSync(program, [...first, "version"]).status === 0);
}
