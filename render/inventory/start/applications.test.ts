import { describe, expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { applicationsOf, syncRowsOf } from "./applications.ts";

describe("applicationsOf()", () => {
  test("has one for each unit, with the project that it is rendered with", async () => {
    const lab = await declaredLab();
    const projects = new Map(applicationsOf(lab).map(({ name, project }) => [name, project]));
    expect([...projects.keys()].sort()).toEqual(lab.units.map(({ name }) => name).sort());
    expect(projects.get("erp-sandbox")).toBe("erp-sandbox");
    expect(projects.get("grafana")).toBe("tools");
  });
});

describe("syncRowsOf()", () => {
  test("tells environments apart, and counts each Application once", async () => {
    const lab = await declaredLab();
    const rows = syncRowsOf(lab);
    expect(rows.flatMap(({ applications }) => applications).sort()).toEqual(lab.units.map(({ name }) => name).sort());
    const sandbox = rows.find(({ environment }) => environment === "sandbox");
    expect(sandbox).toMatchObject({ class: "app", cascades: true, applications: ["erp-sandbox"] });
    expect(sandbox?.sync).toEqual(lab.cluster.environments.sandbox?.sync);
    expect(rows.find(row => row.class === "platform")?.cascades).toBe(false);
  });
});
