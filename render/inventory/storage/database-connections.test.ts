import { expect, test } from "vitest";
import { declaredLab, withUnits } from "../../testing/declared-lab.ts";
import { databaseConnectionsOf } from "./database-connections.ts";

const lab = await declaredLab();

test("the connections of PostgreSQL are those of its settings, Gitea's share that of its own", () => {
  const { all, rows } = databaseConnectionsOf(lab);
  expect(all).toBe(100);
  expect(rows).toEqual([
    { who: "the administrator alone", most: 5 },
    { who: "Gitea", most: 20 },
    { who: "4 that connect by themselves", most: undefined },
  ]);
});

test("an app that uses the pooler takes no more than the pooler gives its database", () => {
  const units = lab.units.map(unit =>
    unit.name === "webapp" && unit.instance
      ? { ...unit, instance: { ...unit.instance, tools: ["pgbouncer" as const] } }
      : unit,
  );
  const { rows } = databaseConnectionsOf(withUnits(lab, units));
  expect(rows.slice(2)).toEqual([
    { who: "1 by pgbouncer, 15 each", most: 15 },
    { who: "3 that connect by themselves", most: undefined },
  ]);
});
