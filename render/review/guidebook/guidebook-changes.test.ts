import { describe, expect, test } from "vitest";
import type { Change } from "../../tree/change.ts";
import type { Revision } from "../read/revision.ts";
import { guidebookChanges } from "./guidebook-changes.ts";

const revision = (files: Readonly<Record<string, string>>): Revision => ({
  name: "main",
  files: new Map(Object.entries(files).map(([path, content]) => [path, { kind: "file", content }])),
});
const REDIS = { "platform/components/redis/page.md": "1", "platform/components/redis/index.ts": "1" };
const PAGES = { "rendered/home/guidebook/storage.md": "1", "rendered/home/guidebook/tools/redis.md": "1" };
const change = (changes: Partial<Change>): Change => ({
  ...{ verb: "update", path: "rendered/home/redis/a.yaml", cluster: "home", unit: "redis", fields: [] },
  object: { apiVersion: "v1", kind: "ConfigMap", name: "a" },
  ...changes,
});
const between = (before: object, after: object, changes: readonly Change[] = []) =>
  guidebookChanges(revision({ ...before }), revision({ ...after }), changes);

describe("guidebookChanges()", () => {
  test("tells which pages of which cluster changed, are new, or gone", () => {
    const { "rendered/home/guidebook/tools/redis.md": _, ...rest } = PAGES;
    const after = { ...rest, "rendered/home/guidebook/storage.md": "2", "rendered/twin/guidebook/apps/shop.md": "1" };
    expect(between(PAGES, after).pages).toEqual([
      { cluster: "home", page: "storage", verb: "changed" },
      { cluster: "home", page: "tools/redis", verb: "gone" },
      { cluster: "twin", page: "apps/shop", verb: "new" },
    ]);
  });

  test("counts no picture and nothing of the site: they follow from the pages", () => {
    const site = (n: string) => ({
      "rendered/home/guidebook/site/storage.html": n,
      "rendered/home/guidebook/site/pictures/network.svg": n,
    });
    expect(between(site("1"), site("2")).pages).toEqual([]);
  });

  test("says of a component whose sources change whether its prose was touched", () => {
    const source = { ...REDIS, "platform/components/redis/index.ts": "2" };
    expect(between(REDIS, source).components).toEqual([
      { name: "redis", prose: "platform/components/redis/page.md", isProseTouched: false },
    ]);
    const both = { ...source, "platform/components/redis/page.md": "2" };
    expect(between(REDIS, both).components).toMatchObject([{ name: "redis", isProseTouched: true }]);
  });

  test("takes a component for changed where only its objects are, as by a fact", () => {
    expect(between(REDIS, REDIS, [change({})]).components).toMatchObject([{ name: "redis", isProseTouched: false }]);
  });

  test.each([
    ["only its prose changes", { ...REDIS, "platform/components/redis/page.md": "2" }, []],
    ["only a test changes", { ...REDIS, "platform/components/redis/index.test.ts": "2" }, []],
    ["an object is only written differently", REDIS, [change({ why: "same content, written differently" })]],
    ["what changes is an app, which has no page of its own", REDIS, [change({ unit: "erp" })]],
  ])("names no component where %s", (_, after, changes) => {
    expect(between(REDIS, after, changes).components).toEqual([]);
  });

  test("has nothing to tell of a repository without a guidebook", () => {
    expect(between({ "a/b.yaml": "1" }, { "a/b.yaml": "2" }, [change({})])).toEqual({ pages: [], components: [] });
  });
});
