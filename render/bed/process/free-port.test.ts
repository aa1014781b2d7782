import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "vitest";
import { freePort } from "./free-port.ts";

test("freePort() gives many at once, all different, and none that an outgoing connection may take", async () => {
  const ports = await Promise.all(Array.from({ length: 100 }, freePort));
  expect(new Set(ports).size).toBe(100);
  expect(Math.min(...ports)).toBeGreaterThanOrEqual(20_000);
  expect(Math.max(...ports)).toBeLessThan(30_000);
});

test("freePort() passes over a port on which somebody listens", async () => {
  const next = (await freePort()) + 1;
  const server = createServer().listen(next, "127.0.0.1");
  await Promise.race([once(server, "listening"), once(server, "error")]); // listens now, or somebody did before
  expect(await freePort()).not.toBe(next);
  server.close();
});
