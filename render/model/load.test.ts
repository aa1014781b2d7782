import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { repositoryFolder } from "../repository.ts";
import { load } from "./load.ts";
import { loadFinding } from "./load-finding.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "load-"));
  write("clusters/index.ts", 'export const clusters = [{ name: "home" }, { name: "twin" }];');
  write("platform/components/index.ts", 'export const components = [{ name: "longhorn" }];');
  write("apps/index.ts", 'export const apps = [{ name: "erp" }];');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

describe("load()", () => {
  test("gives clusters, components and apps of the folder, and the image file of each cluster that has one", async () => {
    write("clusters/twin/images.yaml", "erp: { tag: 2 }\n");
    write("clusters/other/images.yaml", "of no cluster");
    expect(await load(folder)).toEqual({
      clusters: [{ name: "home" }, { name: "twin" }],
      components: [{ name: "longhorn" }],
      apps: [{ name: "erp" }],
      images: new Map([["twin", "erp: { tag: 2 }\n"]]),
      prose: new Map(),
      absent: new Set(["clusters/home/index.ts", "clusters/twin/index.ts", "apps/erp.ts"]),
    });
  });

  test("throws what a module throws", async () => {
    write("apps/index.ts", 'throw new Error("half way");');
    await expect(load(folder)).rejects.toThrow("half way");
  });
});

describe("loadFinding()", () => {
  const at = (path: string, line: string) => `    at ${pathToFileURL(join(repositoryFolder, path)).href}${line}`;
  const thrown = (message: string, ...frames: string[]) =>
    Object.assign(new Error(message), { stack: [`Error: ${message}`, ...frames].join("\n") });

  test("names file and line where the stack first touches the repository, not its packages or Node", () => {
    const error = thrown(
      "half way",
      "    at node:internal/modules:1:2",
      at("node_modules/cdk8s/lib/app.js", ":3:4"),
      at("apps/erp.ts", ":12:5"),
      at("apps/index.ts", ":1:1"),
    );
    expect(loadFinding(error)).toMatchObject({
      level: "error",
      rule: "load",
      object: "apps/erp.ts:12",
      problem: "it cannot be loaded: half way",
      file: "apps/erp.ts",
    });
  });

  test("reads past the version that a reloaded module has in its address", () => {
    expect(loadFinding(thrown("half way", at("apps/erp.ts", "?version=3:12:5")))).toMatchObject({
      object: "apps/erp.ts:12",
      file: "apps/erp.ts",
    });
  });

  test("names the file that asks for a module which is not there, below the repository", () => {
    const error = thrown(
      `Cannot find module '${join(repositoryFolder, "apps/ghost.ts")}' imported from ${join(repositoryFolder, "apps/index.ts")}`,
    );
    const finding = loadFinding(error);
    expect(finding.file).toBe("apps/index.ts");
    expect(finding.problem).toContain("apps/ghost.ts");
    expect(finding.problem).not.toContain(repositoryFolder);
  });

  test("keeps to one line, and to the registry where the error tells no place", () => {
    const finding = loadFinding(thrown("first\nsecond", "    at node:internal:1:2"));
    expect(finding).toMatchObject({ problem: "it cannot be loaded: first", file: "apps/index.ts" });
    expect(finding).not.toHaveProperty("object");
  });

  test.each([
    ["a text", "no reason"],
    ["nothing", undefined],
  ])("makes a finding of %s that is thrown", (_, value) => {
    expect(loadFinding(value)).toMatchObject({ problem: `it cannot be loaded: ${value}`, file: "apps/index.ts" });
  });
});
