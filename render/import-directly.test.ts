import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { repositoryFolder } from "./repository.ts";

let folder: string;

/** A repository with a package in it, whose parts require each other without the endings of their names. */
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "import-directly-")));
  mkdirSync(join(folder, "render"));
  copyFileSync(join(repositoryFolder, "render/import-directly.ts"), join(folder, "render/import-directly.ts"));
  write("package.json", '{ "type": "module" }');
  write("node_modules/tool/package.json", '{ "main": "main" }');
  write("node_modules/tool/main.js", 'exports.tool = { part: require("./part") };');
  write("node_modules/tool/part.js", 'module.exports = "part";');
  write("platform/shape.ts", 'export { tool } from "tool";\nexport const shape: string = "shape";\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** What a script in `apps/` logs once imports are direct, in a process of its own: hooks on modules stay for good. */
function run(script: string): string[] {
  write(
    "apps/script.ts",
    `import { importDirectly } from "../render/import-directly.ts";
importDirectly();
const failure = (error: Error & { code?: string }) => console.log(error.code, error.message);
${script}`,
  );
  const { stdout, stderr } = spawnSync(process.execPath, [join(folder, "apps/script.ts")], { encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout.trimEnd().split("\n");
}

test("importDirectly() gives every importer the same module, and the same package", () => {
  expect(
    run(`const { shape, tool } = await import("../platform/shape.ts");
const again = await import("../platform/../platform/shape.ts");
const { tool: own } = await import("tool");
console.log(shape, tool.part, again.tool === tool, own === tool);`),
  ).toEqual(["shape part true true"]);
});

test("importDirectly() gives a link the module of its file", () => {
  symlinkSync("shape.ts", join(folder, "platform/link.ts"));
  expect(
    run(`const [file, link] = [await import("../platform/shape.ts"), await import("../platform/link.ts")];
console.log(file === link);`),
  ).toEqual(["true"]);
});

test("importDirectly() leaves it to Node to say what is not there", () => {
  expect(
    run(`await import("../platform/missing.ts").catch(failure);
await import("missing").catch(failure);`),
  ).toEqual([
    expect.stringMatching(/^ERR_MODULE_NOT_FOUND .*platform\/missing\.ts.* imported from .*script\.ts/),
    expect.stringMatching(/^ERR_MODULE_NOT_FOUND .*'missing' imported from .*script\.ts/),
  ]);
});

test("importDirectly() finds a module that came later", () => {
  expect(
    run(`import { writeFileSync } from "node:fs";
await import("../platform/later.ts").catch(({ code }) => console.log(code));
writeFileSync(new URL("../platform/later.ts", import.meta.url), 'export const later = "now";');
console.log((await import("../platform/later.ts")).later);`),
  ).toEqual(["ERR_MODULE_NOT_FOUND", "now"]);
});
