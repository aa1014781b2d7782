import { expect, test } from "vitest";
import type { Page } from "../page.ts";
import { chaptersOf, type Entry, navigationOf } from "./navigation.ts";

function page(path: string): Page {
  return { path, title: path, source: `${path}.md`, text: `# ${path}\n`, parts: [] };
}

const FEW = chaptersOf(["README", "tools", "tools/traefik", "tools/vault", "apps", "apps/erp"].map(page));

const MANY = chaptersOf(
  ["README", "apps", ...Array.from({ length: 1000 }, (_, index) => `apps/app-${index}`)].map(page),
);

function paths(entries: readonly Entry[]): unknown[] {
  return entries.map(({ page, children }) => (children.length === 0 ? page.path : [page.path, paths(children)]));
}

test("navigationOf() shows every chapter, and what is below the open one", () => {
  expect(paths(navigationOf(FEW, "README"))).toEqual(["README", "tools", "apps"]);
  for (const open of ["tools", "tools/vault"]) {
    expect(paths(navigationOf(FEW, open))).toEqual(["README", ["tools", ["tools/traefik", "tools/vault"]], "apps"]);
  }
});

test("navigationOf() says which page is open, once", () => {
  const entries = navigationOf(FEW, "tools/vault");
  const open = [...entries, ...entries.flatMap(({ children }) => children)].filter(({ isOpen }) => isOpen);
  expect(open.map(each => each.page.path)).toEqual(["tools/vault"]);
});

test("navigationOf() shows the neighbours of a page among a thousand, and none on the page that lists them", () => {
  const [, apps] = navigationOf(MANY, "apps/app-500");
  expect(apps?.children.map(each => each.page.path)).toContain("apps/app-499");
  expect(apps?.children.length).toBeLessThan(20);
  expect((apps?.hidden ?? 0) + (apps?.children.length ?? 0)).toBe(1000);
  expect(navigationOf(MANY, "apps")[1]).toMatchObject({ children: [], hidden: 1000 });
});
