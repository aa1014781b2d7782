import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readCached } from "./cache.ts";
import { kubernetesRelease } from "./kubernetes.ts";
import { pull } from "./pull.ts";
import { digestsOf, sampleFiles, sampleRelease } from "./sample-release.ts";

let folder: string;
let cache: string;
let server: Server;
let url: string;
let asked: string[];
let answer: (path: string, response: ServerResponse) => void;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "pull-test-"));
  cache = join(folder, "cache");
  asked = [];
  answer = serve;
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    answer(request.url ?? "", response);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

const pinnedKubernetes = { versions: { k3s: { version: "v1.36.3+k3s1", source: "a/b" } } };

/** The file of that name, wherever it is asked for. */
function serve(path: string, response: ServerResponse): void {
  const content = sampleFiles.get(path.split("/").at(-1) ?? "");
  response.writeHead(content === undefined ? 404 : 200).end(content);
}

/** Every file below the cache. */
function kept(): string[] {
  try {
    return readdirSync(cache, { recursive: true, withFileTypes: true }).flatMap(entry =>
      entry.isFile() ? entry.name : [],
    );
  } catch {
    return [];
  }
}

describe("pull()", () => {
  test("fetches every file of a version, and keeps it byte for byte", async () => {
    const release = sampleRelease(url);
    expect(await pull([release], { cache })).toEqual([{ release, outcome: "pulled", problems: [] }]);
    expect(asked.sort()).toEqual(["/v1/disks.yaml", "/v1/nodes.yaml"]);
    for (const [name, content] of sampleFiles) expect(readFileSync(join(cache, "disk", "v1", name))).toEqual(content);
  });

  test("asks nobody for what it has", async () => {
    await pull([sampleRelease(url)], { cache });
    asked = [];
    expect((await pull([sampleRelease(url)], { cache }))[0]?.outcome).toBe("cached");
    expect(asked).toEqual([]);
  });

  test("fetches anew what somebody changed or took away in the cache", async () => {
    await pull([sampleRelease(url)], { cache });
    writeFileSync(join(cache, "disk", "v1", "disks.yaml"), "changed");
    rmSync(join(cache, "disk", "v1", "nodes.yaml"));
    expect(readCached(cache, sampleRelease(url))).toBeUndefined();
    expect((await pull([sampleRelease(url)], { cache }))[0]?.outcome).toBe("pulled");
    expect(readCached(cache, sampleRelease(url))).toEqual(sampleFiles);
  });

  test("keeps nothing of a component of which one file is not trusted, and all of another one", async () => {
    const wrong = sampleRelease(url, { ...digestsOf(sampleFiles), "nodes.yaml": "0".repeat(64) });
    const right = { ...sampleRelease(url), component: "right" };
    const [refused, pulled] = await pull([wrong, right], { cache });
    expect(refused?.outcome).toBe("refused");
    expect(refused?.problems.join()).toContain(`${url}/v1 gave SHA-256`);
    expect(pulled?.outcome).toBe("pulled");
    expect(readdirSync(cache)).toEqual(["right"]);
  });

  test("takes them from a mirror, a folder or an address, in which each component has its place", async () => {
    const mirror = join(folder, "mirror");
    mkdirSync(join(mirror, "disk", "crds"), { recursive: true });
    for (const [name, content] of sampleFiles) writeFileSync(join(mirror, "disk", "crds", name), content);
    expect((await pull([sampleRelease("")], { cache, mirror }))[0]?.outcome).toBe("pulled");
    expect(asked).toEqual([]);
    rmSync(cache, { recursive: true });
    expect((await pull([sampleRelease("")], { cache, mirror: `${url}/mirror/` }))[0]?.outcome).toBe("pulled");
    expect(asked.sort()).toEqual(["/mirror/disk/crds/disks.yaml", "/mirror/disk/crds/nodes.yaml"]);
  });

  test("names every address that fails, and why, and keeps nothing", async () => {
    answer = (path, response) => {
      if (path.endsWith("disks.yaml")) response.writeHead(503).end();
      else response.writeHead(200, { "content-length": "1000" }).write("half", () => response.destroy());
    };
    const [{ outcome, problems } = { outcome: "", problems: [] }] = await pull([sampleRelease(url)], { cache });
    const lines = problems.join("\n").split("\n");
    expect({ outcome, lines: lines.length }).toEqual({ outcome: "refused", lines: 2 });
    expect(lines[0]).toBe(
      `Cannot fetch ${url}/v1/disks.yaml: the answer is 503 Service Unavailable, 200 would be right`,
    );
    expect(lines[1]).toMatch(`Cannot fetch ${url}/v1/nodes.yaml: `);
    expect(kept()).toEqual([]);
  });

  test("names the address where nobody listens, and the file that a mirror lacks", async () => {
    server.close();
    const unreachable = await pull([sampleRelease(url)], { cache });
    expect(unreachable[0]?.problems.join()).toContain(`Cannot fetch ${url}/v1/disks.yaml: connect ECONNREFUSED`);
    const lacking = await pull([sampleRelease(url)], { cache, mirror: folder });
    const path = join(folder, "disk", "crds", "nodes.yaml");
    expect(lacking[0]?.problems.join()).toContain(`Cannot read ${path}: there is no such file`);
  });

  test("holds the definitions of Kubernetes to the same: a wrong digest, a broken transfer, no network", async () => {
    const { component, version, definitions, file } = kubernetesRelease(pinnedKubernetes) ?? sampleRelease("");
    const release = { component, version, file: file ?? "", definitions: { ...definitions, url: () => url } };
    const problemOf = async () => (await pull([release], { cache }))[0]?.problems.join();
    answer = (_, response) => void response.writeHead(200).end("{}");
    expect(await problemOf()).toMatch(
      /^Cannot trust _definitions.json of kubernetes v1.36.0: .* render\/crds\/kubernetes.ts/,
    );
    answer = (_, response) => {
      response.writeHead(200, { "content-length": "1479935" }).write("{", () => response.destroy());
    };
    expect(await problemOf()).toMatch(`Cannot fetch ${url}/_definitions.json: `);
    server.closeAllConnections();
    server.close();
    expect(await problemOf()).toContain(`Cannot fetch ${url}/_definitions.json: connect ECONNREFUSED`);
    expect(kept()).toEqual([]);
  });

  test("keeps nothing when it is killed half way, and the next one brings it all", async () => {
    const halfWay = new Promise<void>(resolve => {
      answer = (path, response) => {
        if (!path.endsWith("nodes.yaml")) return serve(path, response);
        response.writeHead(200).write(sampleFiles.get("nodes.yaml")?.slice(0, 10), () => resolve());
      };
    });
    const here = (file: string) => JSON.stringify(new URL(file, import.meta.url).href);
    const script = `const { pull } = await import(${here("pull.ts")});
      const { sampleRelease } = await import(${here("sample-release.ts")});
      await pull([sampleRelease(${JSON.stringify(url)})], { cache: ${JSON.stringify(cache)} });`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: "ignore" });
    await halfWay;
    const ended = once(child, "exit");
    child.kill("SIGKILL");
    await ended;
    expect(kept()).toEqual([]);
    answer = serve;
    expect((await pull([sampleRelease(url)], { cache }))[0]?.outcome).toBe("pulled");
  });
});
