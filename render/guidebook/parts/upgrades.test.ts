import { beforeAll, describe, expect, test } from "vitest";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { upgrades } from "./upgrades.ts";

let lines: string[];
let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
  lines = upgrades.tell(lab, "").split("\n");
});

const row = (name: string) => lines.find(line => line.includes(`\`npx lab upgrade ${name} <version>\``)) ?? "";

describe("upgrades", () => {
  test("has the command for everything that is pinned, with the version that is", () => {
    for (const [name, { version }] of Object.entries(lab.cluster.versions)) {
      expect(row(name)).toContain(`\`${version}\``);
    }
  });

  test("says what moves first, how far it may go, and that it does not come back", () => {
    expect(row("longhorn")).toContain("`npx lab crds pull longhorn`");
    expect(row("longhorn")).toContain("one minor version at a time; never back");
    expect(row("redis")).not.toContain("crds");
  });

  test("says what is away meanwhile", () => {
    expect(row("redis")).toContain("Deployment redis, until its pod is back");
    expect(row("vault")).toContain("StatefulSet vault, once you delete its pod");
    expect(row("node-exporter")).toContain("DaemonSet node-exporter, on one node after the other");
    expect(row("cloudflared")).toMatch(/\| nothing \|/);
  });

  test("puts what runs on hosts by itself", () => {
    const place = (heading: string) => lines.indexOf(`### ${heading}`);
    const at = lines.indexOf(row("gitea"));
    expect(at).toBeGreaterThan(place("On hosts"));
    expect(at).toBeLessThan(place("Beside a component, or on the control machine"));
  });
});
