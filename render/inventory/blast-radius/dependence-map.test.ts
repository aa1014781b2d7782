import { expect, test } from "vitest";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab, withUnits } from "../../testing/declared-lab.ts";
import { dependenceMapOf } from "./dependence-map.ts";

const lab = await declaredLab();

/** The lab with many copies of each of its apps. */
function manyApps(count: number): Lab {
  const units = lab.units.flatMap(unit => {
    const { instance } = unit;
    if (instance === undefined) return [unit];
    return Array.from({ length: count }, (_, index) => {
      const name = `${unit.name}-${index}`;
      return { ...unit, name, instance: { ...instance, name, app: `${instance.app}-${index}` } };
    });
  });
  return withUnits(lab, units);
}

function linkOf(from: string, to: string) {
  const { places, links } = dependenceMapOf(lab);
  const idOf = (name: string) => places.find(({ things }) => things.some(thing => thing.name === name))?.id;
  return links.find(link => link.from === idOf(from) && link.to === idOf(to));
}

test("everything that a person asks about has its place, once", () => {
  const names = dependenceMapOf(lab).places.flatMap(({ things }) => things.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(expect.arrayContaining(["cms", "erp", "ollama", "pi2", "PostgreSQL", "vault"]));
});

test("an app is of no use without its database, and does without Vault for a while", () => {
  expect(linkOf("erp", "PostgreSQL")?.isHard).toBe(true);
  expect(linkOf("erp", "vault")?.isHard).toBe(false);
  expect(linkOf("cms", "PostgreSQL")).toBeUndefined();
});

test("a picture of four hundred instances has no more places than one of four, and at most 25", () => {
  const many = dependenceMapOf(manyApps(100)).places;
  expect(many).toHaveLength(dependenceMapOf(lab).places.length);
  expect(many.length).toBeLessThanOrEqual(25);
});
