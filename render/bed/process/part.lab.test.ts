import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
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
  await expect(starting).rejects.toThrow(/Cannot start sample: it ended\n.*none.*No such file/);
});

test("a question that nobody ever answers does not hide that the program ended, nor that it is ready later", async () => {
  const never = () => new Promise<boolean>(() => {});
  await expect(startPart(script("process.exit(3)", never))).rejects.toThrow("Cannot start sample: it ended");

  let asked = 0;
  const part = await startPart(script(FOREVER, () => (asked++ === 0 ? never() : Promise.resolve(true))));
  await part.stop();
  expect(asked).toBe(2);
});

const FOREVER = "console.log(process.pid); setInterval(() => {}, 1000)";
const isUp = async () => readFileSync(join(folder, "sample.log"), "utf8") !== "";

test("a part that dies is named with the end of its log", async () => {
  const part = await startPart(script(`${FOREVER}; setTimeout(() => { throw "no space left" }, 100)`, isUp));
  expect((await part.death).message).toMatch(/^sample ended\n.*no space left/s);
});

test("a part that is told to end is not reported as dead, and starts again", async () => {
  const part = await startPart(script(FOREVER, isUp));
  const first = part.pid;
  await part.kill();
  await part.restart();
  expect(part.pid).not.toBe(first);
  await part.stop();
  expect(await Promise.race([part.death, "nobody died"])).toBe("nobody died");
});

test("a part ends with the process that started it, even when that is killed", async () => {
  const source = `
    const { startPart } = await import(${JSON.stringify(import.meta.resolve("./part.ts"))});
    const part = await startPart({ name: "sample", program: [process.execPath],
      words: ["--eval", "setInterval(() => {}, 1000)"], folder: ${JSON.stringify(folder)}, isReady: async () => true });
    console.log(part.pid);`;
  const parent = spawn(process.execPath, ["--input-type=module", "--eval", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = await once(parent.stdout, "data");
  parent.kill("SIGKILL");
  const isGone = () => expect(() => process.kill(Number(String(line)), 0)).toThrow("ESRCH");
  await vi.waitFor(isGone, { timeout: 5_000, interval: 50 });
});
