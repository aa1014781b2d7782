import { describe, expect, test } from "vitest";
import { coordinates } from "../../../platform/naming.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { nameTableOf } from "./name-table.ts";

describe("nameTableOf()", () => {
  test("has a row for every instance of the lab", async () => {
    const lab = await declaredLab();
    const instances = lab.units.flatMap(({ instance }) => instance?.name ?? []);
    expect(instances).toContain("erp-sandbox");
    expect(nameTableOf(lab).rows.map(({ instance }) => instance)).toEqual(instances);
  });

  test("leaves out no coordinate: each is the instance's own name for all, or a column", async () => {
    const lab = await declaredLab();
    const { same, derived, rows } = nameTableOf(lab);
    for (const { instance, app, environment, values } of rows) {
      const names = Object.entries(coordinates(lab.cluster, app, environment));
      expect([...same, ...derived].sort()).toEqual(names.map(([name]) => name).sort());
      const told = new Map([
        ...same.map(name => [name, instance]),
        ...derived.map((name, at) => [name, values[at]]),
      ] as [string, string][]);
      for (const [name, value] of names) expect(told.get(name)).toBe(value);
    }
  });
});
