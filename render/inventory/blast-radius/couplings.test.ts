import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import type { Instance } from "../../../platform/instance.ts";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab, withEdit, withUnits } from "../../testing/declared-lab.ts";
import { couplings } from "./couplings/index.ts";
import { couplingsOf, couplingsOfThing } from "./couplings.ts";

const lab = await declaredLab();

/** Who shares something by a coupling. */
function sharers(from: Lab, name: string): string[] {
  const found = couplingsOf(from).find(({ coupling }) => coupling.name === name);
  return [...new Set((found?.shared ?? []).flatMap(({ by }) => by))].sort();
}

function withInstances(change: (instance: Instance) => Partial<Instance>): Lab {
  const units = lab.units.map(unit =>
    unit.instance === undefined ? unit : { ...unit, instance: { ...unit.instance, ...change(unit.instance) } },
  );
  return withUnits(lab, units);
}

test("every coupling has a file of its name, and is listed", () => {
  const files = readdirSync(new URL("couplings", import.meta.url)).filter(file => file.startsWith("same-"));
  expect(files.sort()).toEqual(couplings.map(({ name }) => `${name}.ts`).sort());
});

test("no coupling is told where fewer than two share", () => {
  expect(couplingsOf(lab).flatMap(({ shared }) => shared.filter(({ by }) => by.length < 2))).toEqual([]);
});

test("whoever has a database shares the server, with Gitea, and the sandbox with production", () => {
  expect(sharers(lab, "same-database-server")).toEqual([
    "service:Gitea",
    "unit:erp",
    "unit:erp-sandbox",
    "unit:plausible",
    "unit:webapp",
  ]);
  expect(couplingsOf(lab).find(({ coupling }) => coupling.name === "same-database-server")?.crosses).toBe(true);
});

test("an app without a volume does not share the disks of Longhorn", () => {
  expect(sharers(lab, "same-disks")).toContain("unit:erp");
  expect(sharers(lab, "same-disks")).not.toContain("unit:webapp");
});

test("tools that one app uses alone couple nobody; two that use one are coupled by it", () => {
  for (const [tool, name] of [
    ["redis", "same-cache"],
    ["pgbouncer", "same-pooler"],
    ["ollama", "same-models"],
  ] as const) {
    expect(
      sharers(
        withInstances(({ name: app }) => (app === "erp" ? { tools: [tool] } : {})),
        name,
      ),
    ).toEqual([]);
    const both = withInstances(({ app }) => (app === "erp" ? { tools: [tool] } : {}));
    expect(sharers(both, name)).toEqual(["unit:erp", "unit:erp-sandbox"]);
  }
});

test("the limits of a pooler and a cache are those of their settings", () => {
  const from = withInstances(() => ({ tools: ["pgbouncer", "redis"] }));
  const limits = couplingsOf(from).flatMap(({ shared }) => shared.flatMap(each => each.limits));
  expect(limits).toEqual(
    expect.arrayContaining([
      "15 connections to PostgreSQL for each database",
      "300 clients for all together",
      "56mb for all together",
      "100 connections for all together",
    ]),
  );
});

test("an app in one environment is not coupled with itself", () => {
  expect(sharers(lab, "same-app")).toEqual(["unit:erp", "unit:erp-sandbox"]);
  const alone = withUnits(
    lab,
    lab.units.filter(({ name }) => name !== "erp-sandbox"),
  );
  expect(sharers(alone, "same-app")).toEqual([]);
});

test("a pod without a limit of memory is counted among what nothing bounds on a node", () => {
  const limitsOf = (from: Lab) =>
    couplingsOf(from).find(({ coupling }) => coupling.name === "same-node")?.shared[0]?.limits;
  expect(limitsOf(lab)).toContain("every container has a limit of memory");
  const unlimited = withEdit(lab, "erp/Deployment/erp", ({ spec }) => {
    delete spec.template.spec.containers[0].resources.limits;
  });
  expect(limitsOf(unlimited)?.[0]).toMatch(/^all but 1 of \d+ containers have a limit of memory$/);
});

test("apps have namespaces and projects of their own; tools share both", () => {
  for (const name of ["same-namespace", "same-project"]) {
    expect(sharers(lab, name)).toContain("unit:grafana");
    expect(sharers(lab, name).filter(id => /erp|cms|webapp/.test(id))).toEqual([]);
  }
});

test("couplingsOfThing() finds just those in which a thing takes part", () => {
  const names = couplingsOfThing(lab, "unit:cms").map(({ coupling }) => coupling.name);
  expect(names).toContain("same-entrance");
  expect(names).not.toContain("same-database-server");
});
