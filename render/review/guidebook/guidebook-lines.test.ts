import { expect, test } from "vitest";
import type { ChangedPage } from "./guidebook-changes.ts";
import { guidebookLines } from "./guidebook-lines.ts";

const page = (page: string, changes: Partial<ChangedPage> = {}): ChangedPage => ({
  ...{ cluster: "home", page, verb: "changed" },
  ...changes,
});

test("guidebookLines() has a line for each cluster, with what is new before what changed", () => {
  const pages = [page("apps"), page("apps/shop", { verb: "new" }), page("storage"), page("apps", { cluster: "twin" })];
  expect(guidebookLines({ pages, components: [] })).toEqual([
    "home: 1 page new: apps/shop; 2 pages changed: apps, storage",
    "twin: 1 page changed: apps",
  ]);
});

test("guidebookLines() names a few of many pages", () => {
  const pages = Array.from({ length: 30 }, (_, index) => page(`apps/app${index}`));
  const [line = ""] = guidebookLines({ pages, components: [] });
  expect(line).toContain("30 pages changed: apps/app0, ");
  expect(line).toMatch(/apps\/app7 and 22 more$/);
});

test("guidebookLines() asks for the prose of a component that changed without it", () => {
  const prose = "platform/components/redis/page.md";
  const lines = (isProseTouched: boolean) =>
    guidebookLines({ pages: [], components: [{ name: "redis", prose, isProseTouched }] });
  expect(lines(true)).toEqual(["redis changes, and its prose with it"]);
  expect(lines(false)).toEqual([`redis changes, and nobody touched its prose: does ${prose} still tell the truth?`]);
});
