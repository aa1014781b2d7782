import { expect, test } from "vitest";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab, withUnits } from "../../testing/declared-lab.ts";
import { couplings } from "./couplings.ts";
import { hurtsOf } from "./hurts-of.ts";
import { outages } from "./outages.ts";
import { outagesTable } from "./outages-table.ts";

const lab = await declaredLab();

/** The lab with a hundred copies of each of its instances. */
function crowded(): Lab {
  const units = lab.units.flatMap(unit => {
    const { instance } = unit;
    if (instance === undefined) return [unit];
    return Array.from({ length: 100 }, (_, index) => {
      const name = `${unit.name}-${index}`;
      return { ...unit, name, instance: { ...instance, name, app: name } };
    });
  });
  return withUnits(lab, units);
}

function section(text: string, title: string): string {
  return text.split("\n### ").find(each => each.startsWith(`${title}\n`)) ?? "";
}

test("what stops when pi2 dies stands in one section, with for how long, how it is noticed and what to do", () => {
  const pi2 = section(`\n${outages.tell(lab, "")}`, "pi2");
  expect(pi2).toContain("**Stops** (it runs on pi2): PostgreSQL, Gitea,");
  expect(pi2).toMatch(/\*\*Stops\*\* \(its database is in PostgreSQL\): .*\[\[apps\/erp\|erp\]\]/);
  for (const word of ["**Bearable**", "**Noticed** by `NodeDown`", "`npx lab recover`"]) expect(pi2).toContain(word);
});

test("whoever feels an outage is named once for each way in which it does, by all of its reasons", () => {
  const pi2 = section(`\n${outages.tell(lab, "")}`, "pi2").split("\n");
  const linesThat = (words: string, name: string) =>
    pi2.filter(line => line.startsWith(`- **${words}**`) && line.replace(/^.*?\): /, "").includes(name));
  expect(linesThat("Stops", "Runners of Gitea Actions")).toHaveLength(1);
  expect(linesThat("Goes on", "[[apps/cms|cms]]")).toEqual([expect.stringMatching(/fewer pods; its image is/)]);
});

test("chapters of four hundred instances are hardly longer than those of four", () => {
  const many = crowded();
  for (const part of [outages, outagesTable, couplings]) {
    expect(part.tell(many, "").length).toBeLessThan(part.tell(lab, "").length * 1.5);
  }
});

test("of many apps a table says how many, and names the first", () => {
  const row = outagesTable
    .tell(crowded(), "")
    .split("\n")
    .find(line => line.includes("**PostgreSQL**"));
  expect(row).toMatch(
    /300 apps \(\[\[apps\/erp-0\|erp-0\]\], \[\[apps\/erp-1\|erp-1\]\], \[\[apps\/erp-2\|erp-2\]\] …\)/,
  );
});

test("instances that stand alike are told once", () => {
  const erp = hurtsOf.tell(lab, "erp");
  expect(erp).toContain("**erp** and **erp-sandbox**:");
  expect(erp.match(/\| \[\[blast-radius#pi2\|pi2\]\] \| stops \(its database is in PostgreSQL\) \|/g)).toHaveLength(1);
});

test("an app that is alone, and a component, need no heading", () => {
  expect(hurtsOf.tell(lab, "webapp")).toMatch(/^\| When this is away/);
  expect(hurtsOf.tell(lab, "traefik")).toContain("- runs, and people do not get to it: [[apps/cms|cms]]");
});

test("what runs nothing is never said to be away", () => {
  expect(hurtsOf.tell(lab, "foundation")).not.toContain("When it is away");
});

test("what is none of the lab's has nothing to tell", () => {
  expect(hurtsOf.tell(lab, "nothing")).toBe("");
});
