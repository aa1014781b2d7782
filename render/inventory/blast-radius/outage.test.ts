import { expect, test } from "vitest";
import { declaredLab, withUnits } from "../../testing/declared-lab.ts";
import { outageOf } from "./outage.ts";
import type { Effect } from "./reliances/reliance.ts";

const lab = await declaredLab();

function feeling(id: string, effect: Effect, from = lab): string[] {
  return outageOf(from, id)
    .felt.filter(({ worst }) => worst === effect)
    .map(({ thing }) => thing.name)
    .sort();
}

test("the loss of pi2 stops Gitea, PostgreSQL, and whoever has a database there", () => {
  expect(feeling("node:pi2", "stops")).toEqual([
    "Gitea",
    "PostgreSQL",
    "Runners of Gitea Actions",
    "Timer that unseals Vault",
    "erp",
    "erp-sandbox",
    "pgbouncer",
    "plausible",
    "webapp",
  ]);
});

test("the loss of pi2 leaves the public site, which has two pods and no database", () => {
  expect(feeling("node:pi2", "limited")).toContain("cms");
});

test("the loss of pi3 stops ollama alone, and moves what may run elsewhere", () => {
  expect(feeling("node:pi3", "stops")).toEqual(["ollama"]);
  expect(feeling("node:pi3", "moves")).toEqual(expect.arrayContaining(["erp", "traefik", "vault", "webapp"]));
});

test("the loss of the k3s server stops what runs beside it, and moves nothing", () => {
  expect(feeling("node:pi1", "stops")).toEqual(["API server", "Pi-hole", "Step-CA"]);
  expect(feeling("node:pi1", "moves")).toEqual([]);
  const erp = outageOf(lab, "node:pi1").felt.find(({ thing }) => thing.name === "erp");
  expect([...(erp?.reasons.keys() ?? [])].sort()).toEqual(["unreachable", "waits"]);
});

test("Traefik, which stays off Gitea's node, feels nothing of its pods when that is lost", () => {
  expect(feeling("node:pi2", "moves")).not.toContain("traefik");
});

test("a volume makes a pod wait longer for its new node than one without", () => {
  const { felt } = outageOf(lab, "node:pi3");
  const reasonOf = (name: string) => felt.find(({ thing }) => thing.name === name)?.reasons.get("moves");
  expect(reasonOf("erp")).toEqual(["it starts elsewhere after about 12 minutes, with its volume"]);
  expect(reasonOf("webapp")).toEqual(["it starts elsewhere after about 6 minutes"]);
});

test("a StatefulSet without a volume is not moved until somebody says that its node is off", () => {
  expect(feeling("node:pi3", "waits")).toEqual(["argocd"]);
});

test("a sealed Vault stops nothing, and users of databases last as long as the facts say", () => {
  const outage = outageOf(lab, "unit:vault");
  expect(outage.felt.every(({ worst }) => worst === "limited")).toBe(true);
  const webapp = outage.felt.find(({ thing }) => thing.name === "webapp");
  expect(webapp?.reasons.get("limited")).toEqual([
    `its user of the database goes on for at least ${lab.cluster.vault.sealedToleranceDays} days`,
  ]);
});

test("without Traefik everything that has a route runs, and people do not get to it", () => {
  expect(feeling("unit:traefik", "unreachable")).toEqual(
    expect.arrayContaining(["cms", "erp", "erp-sandbox", "grafana", "webapp"]),
  );
});

test("without the home line the public gets to nothing, and the LAN to everything", () => {
  expect(feeling("outside:Home line", "stops")).toEqual(["cloudflared"]);
  expect(feeling("outside:Home line", "unreachable")).toEqual([]);
  expect(feeling("outside:Home line", "limited")).toContain("cms");
});

test("an app without a database feels nothing of PostgreSQL", () => {
  const units = lab.units.map(unit =>
    unit.name === "webapp" && unit.instance ? { ...unit, instance: { ...unit.instance, database: false } } : unit,
  );
  expect(feeling("service:PostgreSQL", "stops", withUnits(lab, units))).not.toContain("webapp");
});

test("an app that pools its connections stops with the pooler", () => {
  const units = lab.units.map(unit =>
    unit.name === "webapp" && unit.instance
      ? { ...unit, instance: { ...unit.instance, tools: ["pgbouncer" as const] } }
      : unit,
  );
  expect(feeling("unit:pgbouncer", "stops", withUnits(lab, units))).toEqual(["webapp"]);
});

test("the pods of an app with its own chart may be on any node, and people reach it by Traefik", () => {
  const units = lab.units.map(unit =>
    unit.name === "webapp"
      ? {
          ...unit,
          objects: [],
          sources: [
            { repoURL: "https://gitea.arcodange.lab/arcodange-org/webapp.git", targetRevision: "main", path: "chart" },
          ],
        }
      : unit,
  );
  const charted = withUnits(lab, units);
  expect(feeling("node:pi3", "moves", charted)).toContain("webapp");
  expect(feeling("unit:traefik", "unreachable", charted)).toContain("webapp");
});

test("outageOf() refuses what the lab does not have", () => {
  expect(() => outageOf(lab, "node:pi9")).toThrow('Cannot tell what stops without "node:pi9"');
});
