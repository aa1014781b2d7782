import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { appTemplate, withApp } from "../new-app.ts";
import { changedSince, readSources, type Sources } from "./sources.ts";

let folder: string;

const erp = appTemplate("erp");
const registry = ["erp", "web-shop"].reduce(
  withApp,
  'import type { AppDefinition } from "../platform/app.ts";\n\n/** All. */\nexport const apps: readonly AppDefinition[] = [];\n',
);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sources-"));
  write("package-lock.json", "{}");
  write("clusters/home/index.ts", "facts");
  write("clusters/home/images.yaml", "# none");
  write("platform/app.ts", "shapes");
  write("render/main.ts", "machinery");
  write("apps/erp.ts", erp);
  write("apps/web-shop.ts", appTemplate("web-shop"));
  write("apps/index.ts", registry);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
/** @throws {Error} when there are none: no test of these expects that */
function read(): Sources {
  const sources = readSources(folder);
  if (sources === undefined) throw new Error("a symbolic link leads out of the sources");
  return sources;
}
const isSelfContained = (app = "erp") => read().apps.get(`apps/${app}.ts`)?.isSelfContained;

describe("readSources()", () => {
  test("gives the same digests twice, and in another folder", () => {
    const before = read();
    expect(read()).toEqual(before);
    expect(read()).toEqual(before);
  });

  test.each(["package-lock.json", "clusters/home/index.ts", "platform/app.ts", "render/main.ts", "platform/new.ts"])(
    "has another digest of the machinery, and of all, when %s changes",
    path => {
      const before = read();
      write(path, "changed");
      const after = read();
      expect(after.machinery).not.toBe(before.machinery);
      expect(after.all).not.toBe(before.all);
      expect(after.apps).toEqual(before.apps);
    },
  );

  test.each(["package.json", "node_modules/.package-lock.json"])(
    "has another digest of the machinery when %s changes",
    path => {
      const before = read();
      write(path, "changed");
      expect(read().machinery).not.toBe(before.machinery);
    },
  );

  test.each([
    ["out of the repository", "/etc/hosts"],
    ["out of its folder", "../package-lock.json"],
    ["to a folder", "tofu"],
    ["to another link", "tofu/to-app.ts"],
    ["to nothing", "missing.ts"],
  ])("gives none where a symbolic link leads %s: its target can change unseen", (_, target) => {
    write("platform/tofu/state.tf", "state");
    symlinkSync("../app.ts", join(folder, "platform/tofu/to-app.ts"));
    expect(readSources(folder)).toBeDefined();
    symlinkSync(target, join(folder, "platform/linked.ts"));
    expect(readSources(folder)).toBeUndefined();
  });

  test("has another digest of the machinery when the file changes to which a link leads, or the link", () => {
    write("platform/tofu/state.tf", "state");
    write("platform/tofu/other.tf", "other");
    mkdirSync(join(folder, "platform/tofu/vault"));
    const link = (target: string) => symlinkSync(target, join(folder, "platform/tofu/vault/state.tf"));
    link("../state.tf");
    const digests = [read().machinery];
    write("platform/tofu/state.tf", "changed");
    digests.push(read().machinery);
    rmSync(join(folder, "platform/tofu/vault/state.tf"));
    link("../other.tf");
    digests.push(read().machinery);
    expect(new Set(digests).size).toBe(3);
  });

  test("has another digest of the registry when it takes another export of the same file", () => {
    const before = read();
    write("apps/index.ts", registry.replaceAll("erp", "erpLarge"));
    expect(read().registry).not.toBe(before.registry);
  });

  test("tells a renamed file, and text that moves from one file into the next, from what was there", () => {
    write("platform/a.ts", "xy");
    write("platform/b.ts", "z");
    const digests = [read().machinery];
    write("platform/a.ts", "x");
    write("platform/b.ts", "yz");
    digests.push(read().machinery);
    rmSync(join(folder, "platform/a.ts"));
    write("platform/c.ts", "x");
    digests.push(read().machinery);
    expect(new Set(digests).size).toBe(3);
  });

  test("has another digest of the one app that changes, and of all, not of the machinery", () => {
    const before = read();
    write("apps/erp.ts", erp.replace("8080", "8081"));
    const after = read();
    expect(after.apps.get("apps/erp.ts")?.digest).not.toBe(before.apps.get("apps/erp.ts")?.digest);
    expect(after.apps.get("apps/web-shop.ts")).toEqual(before.apps.get("apps/web-shop.ts"));
    expect(after.machinery).toBe(before.machinery);
    expect(after.all).not.toBe(before.all);
  });

  test("counts image files to all, not to the machinery: units know their image", () => {
    const before = read();
    write("clusters/home/images.yaml", "erp: { tag: 2.0.0 }");
    const after = read();
    expect(after.machinery).toBe(before.machinery);
    expect(after.all).not.toBe(before.all);
  });

  test("does not count tests", () => {
    const before = read();
    write("platform/app.test.ts", "changed");
    expect(read().all).toBe(before.all);
  });
});

describe("readSources() holds an app for self-contained", () => {
  test.each(["erp", "web-shop"])("that is written like a new one: %s", app => {
    expect(isSelfContained(app)).toBe(true);
  });

  test("that imports from facts and platform, and does sums", () => {
    write("apps/erp.ts", `import { arcodange } from "../clusters/arcodange/index.ts";\n${erp}\nMath.max(1, 2);\n`);
    expect(isSelfContained()).toBe(true);
  });

  test.each([
    ["the clock", "const now = new Date();"],
    ["the clock, at work", "const now = performance.now();"],
    ["the date, as somebody would write it", "const now = new Intl.DateTimeFormat().format();"],
    ["the language of the machine", "const text = (1234.5).toLocaleString();"],
    ["the environment", "const tag = process.env.TAG;"],
    ["the machine", "const cores = navigator.hardwareConcurrency;"],
    ["chance", "const port = Math.random();"],
    ["chance, taken apart", "const { random } = Math;"],
    ["chance, of another kind", "const id = crypto.randomUUID();"],
    ["everything", "const all = globalThis;"],
    ["everything, by its old name", "const all = global;"],
    ["the network", 'const text = fetch("https://example.org");'],
    ["a file", 'import { readFileSync } from "node:fs";'],
    ["a file, at the last moment", 'const text = import("./other.ts");'],
    ["its own place", "const here = import.meta.url;"],
    ["a file, through cdk8s", 'import { Include } from "cdk8s";'],
    ["a file of YAML, through cdk8s", 'import { Yaml } from "cdk8s";'],
    ["a chart, through cdk8s", 'import { Helm } from "cdk8s";'],
    ["files, through cdk8s-plus", 'import { ConfigMap } from "cdk8s-plus-28";'],
    ["another app", 'import { webShop } from "./web-shop.ts";'],
    ["another app, a longer way", 'import { webShop } from "../platform/../apps/web-shop.ts";'],
    ["another app, on two lines", "import {\n  webShop,\n} from\n  './web-shop.ts';"],
    ["another app, that it passes on", 'export * from "./web-shop.ts";'],
    ["another app, for its effects", 'import "./web-shop.ts";'],
    ["data", 'import data from "../data.json" with { type: "json" };'],
    ["another package", 'import { parse } from "yaml";'],
  ])("never, where it reads %s", (_, line) => {
    write("apps/erp.ts", `${line}\n${erp}`);
    expect(isSelfContained()).toBe(false);
  });

  test.each([
    ["is not in the registry", registry.replace(/import \{ erp \}.*\n/, "").replace("erp, ", "")],
    ["comes from another file", registry.replace("./erp.ts", "./erp-v2.ts")],
    ["is changed there", registry.replace("[erp,", "[{ ...erp, volumes: {} },")],
    ["is made there", registry.replace("export const", 'const erp = defineApp({ name: "erp" });\nexport const')],
  ])("never, where the app that is rendered %s", (_, text) => {
    expect(text).not.toBe(registry);
    write("apps/index.ts", text);
    expect(isSelfContained()).toBe(false);
  });

  test("never, where the file declares an app of another name", () => {
    write("apps/erp.ts", erp.replace('name: "erp"', 'name: "web-shop"'));
    expect(isSelfContained()).toBe(false);
  });
});

describe("changedSince()", () => {
  test("is silent about sources that nobody touched since", () => {
    expect(changedSince(folder, Date.now() + 1000)).toBe(false);
  });

  test("notices a file that was changed and put back, whatever its time of modification says", () => {
    const started = Date.now();
    const text = readFileSync(join(folder, "platform/app.ts"), "utf8");
    write("platform/app.ts", "changed");
    write("platform/app.ts", text);
    utimesSync(join(folder, "platform/app.ts"), 0, 0);
    expect(changedSince(folder, started)).toBe(true);
  });
});
