import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { apps } from "./apps.ts";

test("apps counts what apps ask for, and is silent about what none of them does", async () => {
  const lab = await declaredLab();
  const told = apps.tell(lab, "");
  const withDatabase = new Set(lab.units.flatMap(({ instance }) => (instance?.database ? instance.app : [])));
  expect(told).toContain(`${withDatabase.size} with a database`);
  expect(told).not.toMatch(/\b0 with\b/);
});

test("apps writes names as code, for of www.… some make a link that has no https", async () => {
  const told = apps.tell(await declaredLab(), "");
  expect(told).toMatch(/`www\./);
  expect(told.replaceAll(/`[^`]*`/g, "")).not.toContain("www.");
});
