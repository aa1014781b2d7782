import { beforeAll, describe, expect, test } from "vitest";
import { ROOT } from "../../../platform/naming.ts";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { labOfApps } from "../../testing/lab-of-apps.ts";
import { draftsOf } from "../drafts.ts";
import { FRONT } from "../page.ts";
import { contents } from "./contents.ts";

let lab: Lab;

beforeAll(async () => {
  lab = await declaredLab();
});

function rowOf(text: string, page: string): string {
  return text.split("\n").find(line => line.includes(`[[${page}|`)) ?? "";
}

describe("contents", () => {
  test("names every unit of the lab", () => {
    const text = contents.tell(lab, "");
    expect(lab.units.map(({ name }) => name)).toContain(ROOT);
    for (const { name } of lab.units) expect(text).toContain(`\`${name}\``);
  });

  test("links to every page but itself", () => {
    const text = contents.tell(lab, "");
    for (const { path } of draftsOf(lab)) if (path !== FRONT) expect(text).toContain(`[[${path}|`);
  });

  test("says of a component which fact it waits for, and once that is known, that it runs", () => {
    expect(rowOf(contents.tell(lab, ""), "tools/cloudflared")).toContain("waits for `zone.tunnelId`");
    const { zone } = lab.cluster;
    if (zone === undefined) throw new Error("the lab has no zone");
    const known = { ...lab, cluster: { ...lab.cluster, zone: { ...zone, tunnelId: "made" } } };
    expect(rowOf(contents.tell(known, ""), "tools/cloudflared")).toContain("| runs |");
  });

  test("says of an app with a public name that it waits for the tunnel, and of another one that it runs", () => {
    const text = contents.tell(lab, "");
    expect(rowOf(text, "apps/cms")).toContain("waits for `zone.tunnelId`");
    expect(rowOf(text, "apps/erp")).toContain("| runs |");
  });

  test("still names every instance of a hundred apps, in a few lines", async () => {
    const many = await labOfApps(100);
    const text = contents.tell(many, "");
    for (const { instance } of many.units) if (instance !== undefined) expect(text).toContain(instance.name);
    expect(text.split("\n").length).toBeLessThan(contents.tell(lab, "").split("\n").length + 10);
  });
});
