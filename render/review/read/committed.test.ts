import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { renderedFolder, repositoryFolder } from "../../repository.ts";
import { compare } from "../../tree/compare.ts";
import { isManifest } from "../../tree/compare-side.ts";
import { readTree } from "../../tree/read.ts";
import type { Tree } from "../../tree/tree.ts";
import { isGuidebook } from "../../tree/unit-paths.ts";
import { situationOf } from "../situation-of.ts";
import { sampleRevision } from "../testing/sample-revision.ts";
import { openParseCache } from "./parse-cache.ts";
import { readRevisions } from "./read-revisions.ts";

let cache: string;
let understood: ReturnType<typeof situationOf>;

beforeAll(async () => {
  cache = mkdtempSync(join(tmpdir(), "committed-"));
  const folders = { before: repositoryFolder, after: repositoryFolder, tree: "rendered" };
  const { before, after } = await readRevisions(folders, openParseCache("lab", cache));
  understood = situationOf(before, after);
}, 60_000);
afterAll(() => rmSync(cache, { recursive: true }));

test("the rendered tree is understood whole, but for definitions that come from a repository of their own", () => {
  const { situation, troubles } = understood;
  expect(situation.changes).toEqual([]);
  const others = troubles.filter(
    ({ what }) => !/^Application "[\w-]+-crds" takes objects from ".*\/crds\.git", /.test(what),
  );
  expect(others).toEqual([]);
});

test("a change of the rendered tree is the same change to the review as to lab diff", () => {
  const before = readTree(renderedFolder, path => !isGuidebook(path));
  const edited = (text: string) => text.replace(/replicas: \d+|name: http|image: /, found => `${found}7`);
  const after = new Map(
    [...before]
      .filter(([path], index) => index % 41 !== 0 || path.includes("/applications/"))
      .map(([path, text], index) => [
        index % 43 === 0 ? path.replace(/\.yaml$/, ".yml") : path,
        index % 3 === 0 ? edited(text) : text,
      ]),
  );
  const inRepository = (path: string) => `rendered/${path}`;
  const revision = (tree: Tree) =>
    sampleRevision(Object.fromEntries([...tree].map(([path, text]) => [inRepository(path), text])));
  const { changes } = situationOf(revision(before), revision(after)).situation;
  const expected = compare(before, after).map(({ path, from, unit, ...change }) => ({
    ...change,
    unit: unit === "applications" ? "root" : unit,
    path: inRepository(path),
    ...(from !== undefined && { from: inRepository(from) }),
  }));
  expect(expected.length).toBeGreaterThan(50);
  expect(changes.map(({ change }) => change)).toEqual(expected);
});

test("every manifest of the rendered tree is an object of the Application whose folder it lies in", () => {
  const { objects, applications } = understood.situation.after;
  const manifests = [...readTree(renderedFolder).keys()].filter(isManifest).map(path => `rendered/${path}`);
  expect(objects.map(({ path }) => path)).toEqual(manifests.sort());
  for (const { path, cluster, application } of objects) {
    const [, folder, unit] = path.split("/");
    expect([folder, unit === "applications" ? "root" : unit], path).toEqual([cluster, application]);
  }
  for (const { name, parent, cluster, folders } of applications.values()) {
    expect(parent).toBe("root");
    const isElsewhere = name.endsWith("-crds");
    expect(folders).toEqual(isElsewhere ? [] : [`rendered/${cluster}/${name === "root" ? "applications" : name}`]);
  }
});
