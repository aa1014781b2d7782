import { expect, test } from "vitest";
import { declaredLab, withUnits } from "../testing/declared-lab.ts";
import { coldStart } from "./cold-start.ts";
import { edit } from "./edits/cold-start.ts";
import type { Lab } from "./rule.ts";

const lab = await declaredLab();

function withNeed(from: Lab, name: string, need: string): Lab {
  return withUnits(
    from,
    from.units.map(unit => (unit.name === name ? { ...unit, needs: [...unit.needs, need] } : unit)),
  );
}

test("cold-start finds nothing in the declared lab", () => {
  expect(coldStart.check(lab)).toEqual([]);
});

test("cold-start names the whole chain of a cycle with its files, and the link to drop", () => {
  expect(coldStart.check(edit(lab))).toEqual([
    {
      level: "error",
      rule: "cold-start",
      cluster: "arcodange",
      unit: "longhorn",
      field: "needs",
      problem:
        '"longhorn" (platform/components/longhorn/index.ts) needs "erp" (apps/erp.ts) needs "longhorn", ' +
        "so none of them can start first",
      remedy: 'drop "erp"',
      file: "platform/components/longhorn/index.ts",
    },
  ]);
});

test("cold-start follows a cycle through several units", async () => {
  const findings = await coldStart.check(withNeed(withNeed(lab, "longhorn", "foundation"), "foundation", "erp"));
  expect(findings).toEqual([expect.objectContaining({ unit: "longhorn", remedy: 'drop "foundation"' })]);
  for (const name of ["longhorn", "foundation", "erp"]) expect(findings[0]?.problem).toContain(`"${name}" (`);
});

test("cold-start suggests the nearest unit for a need that does not exist", () => {
  expect(coldStart.check(withNeed(lab, "erp", "longhorm"))).toEqual([
    expect.objectContaining({
      unit: "erp",
      field: "needs",
      problem: 'there is no unit "longhorm"',
      remedy: 'write "longhorn", the nearest, or drop it',
      file: "apps/erp.ts",
    }),
  ]);
});

test("cold-start accepts a further need that closes no cycle", () => {
  expect(coldStart.check(withNeed(lab, "webapp", "erp"))).toEqual([]);
});

test("cold-start points to the link that a unit declares, wherever the chain is entered", () => {
  const units = lab.units.toSorted((a, b) => Number(b.name === "erp") - Number(a.name === "erp"));
  expect(coldStart.check(edit({ ...lab, units }))).toEqual([
    expect.objectContaining({ unit: "longhorn", problem: expect.stringMatching(/^"erp" /), remedy: 'drop "erp"' }),
  ]);
});
