import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type PartProps, startPart } from "./part.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "part-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

const script = (text: string, isReady: PartProps["isReady"]): PartProps => ({
  name: "sample",
  program: [process.execPath],
  words: ["--eval", text],
  folder,
  isReady,
});

test("startPart() waits until the program is ready, and stop() until it is gone", async () => {
  const said = () => readFileSync(join(folder, "sample.log"), "utf8");
  const part = await startPart(
    script("console.log(process.pid); setInterval(() => {}, 1000)", async () => said() !== ""),
  );
  const pid = Number(said());
  await part.stop();
  expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});

test("startPart() shows the end of the log of a program that ends", async () => {
  const starting = startPart(script('console.error("no such flag"); process.exit(3)', async () => false));
  await expect(starting).rejects.toThrow("Cannot start sample: it ended\nno such flag");
});

test("startPart() says that a program cannot be run", async () => {
  const starting = startPart({ ...script("", async () => false), program: [join(folder, "none")] });
  await expect(starting).rejects.toThrow(/Cannot start sample: (spawn .* ENOENT|it ended)/);
});
