import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LabCopy, PATIENCE } from "../testing/lab-copy.ts";
import type { Memory } from "./memory.ts";

const FILE = "node_modules/.cache/lab/memory";
let copy: LabCopy;
let memory: Buffer;

beforeAll(() => {
  copy = new LabCopy();
  memory = readFileSync(copy.path(FILE));
}, PATIENCE);
beforeEach(() => {
  copy.reset();
  writeFileSync(copy.path(FILE), memory);
});
afterAll(() => copy?.dispose());

/** What a module of the copy gives for an expression, in a process of its own: the memory lies beside that module. */
function evaluate<T>(module: string, expression: string): T {
  const script = `const m = await import(${JSON.stringify(pathToFileURL(copy.path(module)).href)});
console.log(JSON.stringify(await (${expression})));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout) as T;
}
const readMemory = () => evaluate<Memory>("render/memory/memory.ts", "m.readMemory()");
/** With the digest that belongs to it. */
const sealed = (payload: string) => `${createHash("sha256").update(payload).digest("hex")}\n${payload}`;

describe("readMemory()", { timeout: PATIENCE }, () => {
  test("is what was written", () => {
    const { units, last } = readMemory();
    expect(Object.keys(units).length).toBeGreaterThan(5);
    expect(last?.tree).toMatch(/^[0-9a-f]{64}$/);
  });

  test("is empty after any damage: cut, a flipped bit, other content, none", () => {
    const flipped = (position: number) => {
      const copy = Buffer.from(memory);
      copy.writeUInt8((copy[position] ?? 0) ^ 1, position);
      return copy;
    };
    const damaged: (Buffer | string)[] = [
      memory.subarray(0, memory.length - 1),
      memory.subarray(0, memory.length / 2),
      memory.subarray(0, 64),
      memory.subarray(65),
      flipped(0),
      flipped(64),
      flipped(Math.floor(memory.length / 2)),
      flipped(memory.length - 1),
      Buffer.concat([memory, Buffer.from(" ")]),
      Buffer.concat([memory, memory]),
      "",
      "\n",
      "{}",
      '{"units":{"a":[]}}',
    ];
    for (const [index, content] of damaged.entries()) writeFileSync(copy.path(`damaged-${index}`), content);
    const readings = evaluate<Memory[]>(
      "render/memory/memory.ts",
      `(async () => {
        const { copyFileSync } = await import("node:fs");
        return Array.from({ length: ${damaged.length} }, (_, index) => {
          copyFileSync(${JSON.stringify(copy.path("damaged-"))} + index, ${JSON.stringify(copy.path(FILE))});
          return m.readMemory();
        });
      })()`,
    );
    expect(readings).toEqual(damaged.map(() => ({ units: {} })));
  });

  test("is empty where there is none, or a folder in its place", () => {
    rmSync(copy.path(FILE));
    expect(readMemory()).toEqual({ units: {} });
    copy.write(`${FILE}/x`, "");
    expect(readMemory()).toEqual({ units: {} });
    copy.remove(FILE);
  });

  test("is empty where the content is whole, but was written by a machinery that remembered other things", () => {
    for (const payload of ["null", "[]", "{}", '{"units":null}']) {
      writeFileSync(copy.path(FILE), sealed(payload));
      expect(readMemory()).toEqual({ units: {} });
    }
  });
});

test("writeMemory() leaves nothing beside the memory, and does without where it cannot write", {
  timeout: PATIENCE,
}, () => {
  const write = "m.writeMemory({ units: { a: [] } })";
  evaluate("render/memory/memory.ts", `(${write}, 1)`);
  expect(readMemory()).toEqual({ units: { a: [] } });
  expect(readdirSync(dirname(copy.path(FILE)))).toEqual(["memory"]);
  copy.remove("node_modules/.cache");
  copy.write("node_modules/.cache", "a file where a folder should be");
  expect(evaluate("render/memory/memory.ts", `(${write}, 1)`)).toBe(1);
  copy.remove("node_modules/.cache");
  evaluate("render/memory/memory.ts", `(${write}, 1)`);
  expect(existsSync(copy.path(FILE))).toBe(true);
});

describe("renderRemembering()", { timeout: PATIENCE }, () => {
  const render = () => {
    const { status, stdout, stderr } = copy.lab("render");
    expect(stderr).toBe("");
    expect(status).toBe(0);
    return stdout;
  };
  /** As rendered by one who remembers nothing. */
  const afresh = () => {
    copy.remove(FILE);
    copy.remove("rendered");
    render();
    return copy.rendered();
  };

  test("gives the same tree from memory as from nothing, whatever changed", () => {
    copy.edit("platform/shapes/process.ts", "failureThreshold: 60", "failureThreshold: 61");
    render();
    copy.edit("clusters/arcodange/index.ts", "port: 5432", "port: 5433");
    render();
    const ofMachinery = copy.rendered();
    expect(ofMachinery).toEqual(afresh());
    copy.edit("apps/webapp.ts", "8080", "8081");
    render();
    copy.write("clusters/arcodange/images.yaml", "erp: { tag: 9.9.9 }\n");
    render();
    const ofApps = copy.rendered();
    expect(ofApps).not.toEqual(ofMachinery);
    expect(ofApps).toEqual(afresh());
  });

  test("mends a file of the tree that was edited by hand", () => {
    const path = "rendered/arcodange/webapp/service-webapp.yaml";
    const before = copy.read(path);
    copy.write(path, before.replace("80", "81"));
    render();
    expect(copy.read(path)).toBe(before);
  });

  test("is not misled by objects that another key remembers", () => {
    const payload = JSON.parse(memory.toString().slice(65)) as Memory;
    const units = Object.fromEntries(Object.keys(payload.units).map(key => [`${key.slice(1)}0`, []]));
    writeFileSync(copy.path(FILE), sealed(JSON.stringify({ units })));
    const before = copy.rendered();
    render();
    expect(copy.rendered()).toEqual(before);
  });
});
