import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { causes } from "./reliances/index.ts";
import { reliancesBy, reliancesOf, reliantOn } from "./reliances.ts";
import { thingsOf } from "./things.ts";

const lab = await declaredLab();

test("every cause has a file of its own, is listed, and is one in this lab", () => {
  const files = readdirSync(new URL("reliances", import.meta.url)).filter(file => !/^(index|reliance)\.ts$/.test(file));
  expect(causes).toHaveLength(files.length);
  for (const cause of causes) expect(cause(lab)).not.toEqual([]);
});

test("reliances are between things of the lab, and never of one on itself", () => {
  const things = thingsOf(lab);
  const wrong = reliancesOf(lab).filter(({ who, on }) => who === on || !things.has(who) || !things.has(on));
  expect(wrong).toEqual([]);
});

test("both ends find a reliance", () => {
  const one = reliancesOf(lab).find(({ who, on }) => who === "unit:erp" && on === "service:PostgreSQL");
  expect(reliancesBy(lab, "unit:erp")).toContain(one);
  expect(reliantOn(lab, "service:PostgreSQL")).toContain(one);
});

test("Prometheus, which looks at everything, relies on none of it but who sends its alerts", () => {
  const tools = reliancesBy(lab, "unit:prometheus").filter(({ reason }) => reason.startsWith("it does without"));
  expect(tools.map(({ on }) => on)).toEqual(["unit:alertmanager"]);
});

test("Traefik does not rely on what it leads to", () => {
  expect(reliancesBy(lab, "unit:traefik").map(({ on }) => on)).not.toContain("unit:erp");
});

test("everybody by whom people sign in with Gitea relies on it, Vault as well, and so does the site, whose pages it keeps", () => {
  const relying = reliantOn(lab, "service:Gitea").map(({ who }) => who);
  expect(relying).toEqual(expect.arrayContaining(["unit:argocd", "unit:grafana", "unit:vault", "unit:site"]));
});
