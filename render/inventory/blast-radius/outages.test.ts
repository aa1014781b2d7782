import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { cares } from "./outages/index.ts";
import { hurtsBy, outagesOf, runningThings } from "./outages.ts";
import { thingsOf } from "./things.ts";

const lab = await declaredLab();

test("every machine, service and shared component has its outage told, each under a heading of its own", () => {
  const titles = outagesOf(lab).map(({ title }) => title);
  expect(titles).toEqual([
    ...["pi1", "pi2", "pi3", "API server"],
    ...["Gitea", "PostgreSQL", "Pi-hole", "Step-CA", "Traefik", "Vault", "Longhorn", "Home line"],
  ]);
});

test("what is told of an outage is of things that the lab has", () => {
  expect(cares.flatMap(care => care.things(lab)).filter(id => !thingsOf(lab).has(id))).toEqual([]);
});

test("every alert that tells of an outage is one of a lab that has its tunnel", () => {
  const { zone } = lab.cluster;
  if (zone === undefined) throw new Error("the lab has no zone");
  const tunnelled = { ...lab, cluster: { ...lab.cluster, zone: { ...zone, tunnelId: "made" } } };
  const told = outagesOf(tunnelled).flatMap(({ alerts }) => alerts.map(({ name }) => name));
  expect([...new Set(cares.flatMap(({ alerts }) => alerts))].sort()).toEqual([...new Set(told)].sort());
});

test("a thing finds every outage that it feels, as the outage has it", () => {
  for (const { thing } of outagesOf(lab).flatMap(({ felt }) => felt)) {
    const causes = outagesOf(lab).filter(({ felt }) => felt.some(each => each.thing.id === thing.id));
    expect(hurtsBy(lab, thing.id).map(({ cause }) => cause)).toEqual(causes.map(({ title }) => title));
  }
});

test("what only brings definitions does not run", () => {
  const names = runningThings(lab).map(({ name }) => name);
  expect(names).toContain("erp");
  expect(names.filter(name => name.endsWith("-crds") || name === "root" || name === "foundation")).toEqual([]);
});
