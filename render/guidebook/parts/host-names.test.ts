import { beforeAll, describe, expect, test } from "vitest";
import { staticNames } from "../../../platform/hosts/static-names.ts";
import type { Lab } from "../../checks/rule.ts";
import { routesOf } from "../../inventory/network/routes.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { withMoreApps } from "../../testing/more-apps.ts";
import { hostNames } from "./host-names.ts";
import { routesOf as routesOfOne } from "./routes-of.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

describe("host-names", () => {
  test("has every name that Traefik or a host answers", () => {
    const page = hostNames.tell(lab, "");
    for (const { host } of routesOf(lab)) expect(page).toContain(`\`${host}\``);
    for (const host of Object.keys(staticNames(lab.cluster))) expect(page).toContain(`\`${host}\``);
  });

  test("counts each name once, whatever number of routes or services it has", () => {
    const names = new Set(routesOf(lab).map(({ host }) => host));
    const nodes = Object.keys(lab.cluster.nodes).length;
    expect(names.size).toBeLessThan(routesOf(lab).length);
    const page = hostNames.tell(lab, "");
    expect(page).toMatch(new RegExp(`^${names.size} names that Traefik answers`));
    expect(page).toContain(`\n${nodes + 2} names that a host answers by itself`);
  });

  test("has one row for the names of hundreds of apps, which their own pages have", () => {
    const many = withMoreApps(lab, 300);
    const lines = hostNames.tell(many, "").split("\n");
    expect(lines.length).toBeLessThanOrEqual(hostNames.tell(lab, "").split("\n").length);
    expect(lines.find(line => line.includes("the app that declares it"))).toMatch(/ and\s\d+\smore\b/);
    expect(routesOfOne.tell(many, "copy-7")).toContain(`\`copy-7.${lab.cluster.domain}\``);
  });
});
