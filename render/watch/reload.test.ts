import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { repositoryFolder } from "../repository.ts";

let folder: string;

/** A repository of four modules, each of which counts how often it is evaluated. */
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "reload-")));
  const count = (name: string) => `globalThis.evaluated.push("${name}");\n`;
  write("package.json", '{ "type": "module" }');
  write("platform/shape.ts", `${count("shape")}export const shape = 1;\n`);
  write("apps/a.ts", `import { shape } from "../platform/shape.ts";\n${count("a")}export const a = "a" + shape;\n`);
  write("apps/b.ts", `${count("b")}export const b = "b1";\n`);
  write(
    "apps/index.ts",
    `import { a } from "./a.ts";\nimport { b } from "./b.ts";\n${count("index")}export const apps = a + " " + b;\n`,
  );
  for (const file of ["watch/reload.ts", "repository.ts"]) {
    mkdirSync(join(folder, "render/watch"), { recursive: true });
    copyFileSync(join(repositoryFolder, "render", file), join(folder, "render", file));
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/**
 * What steps log, in a process of its own: hooks on modules stay for good. In them, `load()` gives the apps, or the
 * error, and what was evaluated for that; `save()` writes a file and says so.
 */
function run(steps: string): string[] {
  write(
    "render/watch/steps.ts",
    `import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeReloadable } from "./reload.ts";
import { repositoryFolder } from "../repository.ts";
globalThis.evaluated = [];
const reloader = makeReloadable();
const file = path => join(repositoryFolder, path);
const save = (path, text) => { writeFileSync(file(path), text); reloader.invalidate(file(path)); };
const load = async () => {
  globalThis.evaluated.length = 0;
  const apps = await import("../../apps/index.ts").then(m => m.apps, error => error.constructor.name);
  console.log(apps + " | " + ([...globalThis.evaluated].sort().join(" ") || "nothing"));
};
${steps}`,
  );
  const { stdout, stderr } = spawnSync(process.execPath, [join(folder, "render/watch/steps.ts")], { encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout.trimEnd().split("\n");
}

test("makeReloadable() evaluates a saved file and its importers anew, and nothing else", () => {
  expect(
    run('await load(); save("apps/b.ts", `globalThis.evaluated.push("b"); export const b = "b2";`); await load();'),
  ).toEqual(["a1 b1 | a b index shape", "a1 b2 | b index"]);
});

test("makeReloadable() reaches importers through others", () => {
  expect(
    run(
      'await load(); save("platform/shape.ts", `globalThis.evaluated.push("shape"); export const shape = 2;`); await load();',
    ),
  ).toEqual(["a1 b1 | a b index shape", "a2 b1 | a index shape"]);
});

test("makeReloadable() counts what it has loaded anew, and no save that nobody has looked at", () => {
  const save = 'save("apps/b.ts", `export const b = "b2";`);';
  expect(
    run(`await load(); ${save} ${save} await load(); await load(); console.log(reloader.reloadCount());`).at(-1),
  ).toBe("2");
});

test("makeReloadable() evaluates nothing again that nobody saved", () => {
  expect(run("await load(); await load();")).toEqual(["a1 b1 | a b index shape", "a1 b1 | nothing"]);
});

test("makeReloadable() evaluates nothing again for prose, which no module reads as it is loaded", () => {
  expect(run('await load(); save("platform/page.md", "# Shape"); await load();')).toEqual([
    "a1 b1 | a b index shape",
    "a1 b1 | nothing",
  ]);
});

test("makeReloadable() loads each of many saves", () => {
  const steps = [2, 3, 4].map(version => `save("apps/b.ts", 'export const b = "b${version}";'); await load();`);
  expect(run(`await load(); ${steps.join(" ")}`).map(line => line.split(" |")[0])).toEqual([
    "a1 b1",
    "a1 b2",
    "a1 b3",
    "a1 b4",
  ]);
});

test("makeReloadable() recovers from a broken edit once it is mended", () => {
  expect(
    run(`await load(); save("apps/b.ts", "export const b = ;"); await load();
      save("apps/b.ts", 'export const b = "b2";'); await load();`).map(line => line.split(" |")[0]),
  ).toEqual(["a1 b1", "SyntaxError", "a1 b2"]);
});

test("makeReloadable() notices a module that comes later, and one that is imported only after an edit", () => {
  const index = 'import { c } from "./c.ts"; export const apps = c;';
  expect(
    run(`await load(); save("apps/index.ts", \`${index}\`); await load();
      save("apps/c.ts", 'export const c = "c1";'); await load();
      save("apps/c.ts", 'export const c = "c2";'); await load();`).map(line => line.split(" |")[0]),
  ).toEqual(["a1 b1", "Error", "c1", "c2"]);
});

test("makeReloadable() leaves modules outside the declaration alone", () => {
  write("packages/tool.ts", 'globalThis.evaluated.push("tool"); export const tool = 1;');
  write("apps/b.ts", 'import "../packages/tool.ts"; export const b = "b1";');
  expect(
    run(
      'await load(); reloader.invalidate(file("packages/tool.ts")); save("apps/b.ts", `import "../packages/tool.ts"; export const b = "b2";`); await load();',
    ),
  ).toEqual(["a1 b1 | a index shape tool", "a1 b2 | index"]);
});
