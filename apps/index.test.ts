import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { appFile } from "../platform/naming.ts";
import { apps } from "./index.ts";

const text = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

test.each(apps.map(app => app.name))("app %s lies in a file of its name, about twenty lines long", name => {
  expect(text(appFile(name)).split("\n").length).toBeLessThanOrEqual(30);
});

test("apps are listed alphabetically, each on one import line", () => {
  const names = apps.map(app => app.name);
  expect(names).toEqual([...names].sort());
  expect(text("apps/index.ts").match(/^import \{/gm)).toHaveLength(apps.length);
});
