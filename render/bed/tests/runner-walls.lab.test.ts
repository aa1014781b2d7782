import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server, Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { runnerWalls } from "../../../platform/hosts/parts/runner-walls.ts";
import { runnersOf } from "../../../platform/hosts/parts/runners.ts";

const { address } = arcodange.nodes[arcodange.gitea.node];
const POD = "10.42.0.5";
const OUTSIDE = "203.0.113.9";
const OWN_IPV6 = "2001:db8::9";
const servers: Server[] = [];

/** Within these namespaces whoever runs the test is the one account that there is: the walls are put around it. */
beforeAll(async () => {
  for (const other of [POD, OUTSIDE]) execFileSync("ip", ["address", "add", `${other}/32`, "dev", "lo"]);
  execFileSync("ip", ["address", "add", `${OWN_IPV6}/128`, "dev", "lo"]);
  for (const port of [443, 6443, 5432]) {
    const server = createServer(socket => socket.end()).listen(port, "::");
    await once(server, "listening");
    servers.push(server);
  }
  const [runner] = runnersOf(arcodange);
  const walls = runnerWalls(arcodange, runner === undefined ? [] : [runner]);
  const aroundUs = walls.replace(/meta skuid \{[^}]*\}/, `meta skuid ${process.getuid?.()}`);
  for (const _ of ["first", "again"]) execFileSync("nft", ["--file", "-"], { input: aroundUs });
});

afterAll(() => {
  execFileSync("nft", ["delete", "table", "inet", "lab_runner"]);
  for (const server of servers) server.close();
  for (const other of [POD, OUTSIDE]) execFileSync("ip", ["address", "delete", `${other}/32`, "dev", "lo"]);
  execFileSync("ip", ["address", "delete", `${OWN_IPV6}/128`, "dev", "lo"]);
});

test("the walls around jobs leave Gitea at 443, and what is outside", async () => {
  expect(await reach(address, 443)).toBe("open");
  expect(await reach(OUTSIDE, 5432)).toBe("open");
});

test.each([
  ["PostgreSQL", address, 5432],
  ["PostgreSQL by loopback", "127.0.0.1", 5432],
  ["the API server", address, 6443],
  ["the API server by IPv6", OWN_IPV6, 6443],
  ["a pod", POD, 443],
])("the walls around jobs shut out %s", async (_, host, port) => {
  expect(await reach(host, port)).toBe("ECONNREFUSED");
});

async function reach(host: string, port: number): Promise<string> {
  const socket = new Socket();
  try {
    await once(socket.connect({ host, port }), "connect");
    return "open";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  } finally {
    socket.destroy();
  }
}
