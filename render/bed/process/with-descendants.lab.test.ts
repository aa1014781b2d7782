import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { freePort } from "./free-port.ts";
import { startPart } from "./part.ts";
import { withDescendants } from "./with-descendants.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("a killed program takes what it started along, even what left its session", async () => {
  const port = await freePort();
  const answers = async () => {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect").finally(() => socket.destroy());
    return true;
  };
  const server = `require("node:net").createServer().listen(${port}, "127.0.0.1")`;
  const part = await startPart({
    name: "sample",
    program: withDescendants(["sh", "-c", `setsid "${process.execPath}" --eval '${server}' & sleep 1000`]),
    words: [],
    folder,
    isReady: answers,
  });
  await part.kill();
  const isGone = () => expect(answers()).rejects.toThrow("ECONNREFUSED");
  await vi.waitFor(isGone, { timeout: 5_000, interval: 50 });
});
