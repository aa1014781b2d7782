import { describe, expect, test } from "vitest";
import { defineComponent } from "../../platform/component.ts";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { SECTIONS } from "../guidebook/prose.ts";
import { graphOf } from "../model/graph.ts";
import { sampleObject, sampleUnit } from "../testing/sample-unit.ts";
import { pages } from "./pages.ts";
import type { Lab } from "./rule.ts";

const component = defineComponent({ name: "redis", class: "tool", namespace: "tools", resources: () => {} });
const route = sampleObject("traefik.io/v1alpha1/IngressRoute", "tools/redis", {
  spec: { routes: [{ match: "Host(`redis.home.lab`)" }] },
});
const units = [sampleUnit("redis", [route], { component })];
const lab = { cluster: sampleCluster, units, graph: graphOf(units), prose: new Map() };
const page = (changes: (text: string) => string = text => text) =>
  changes(`# Redis\n\nA cache.\n\n${SECTIONS.map(title => `## ${title}\n\nText.\n`).join("\n")}`);
const FILE = "platform/components/redis/page.md";
const withPage = (text: string): Lab => ({ ...lab, prose: new Map([[FILE, text]]) });
const findings = (text: string) => pages.check(withPage(text));

describe("pages", () => {
  test("accepts a page with its title, its sentence and its four sections", () => {
    expect(findings(page())).toEqual([]);
  });

  test("wants a page of every component, and says where", () => {
    expect(pages.check(lab)).toMatchObject([
      { unit: "redis", problem: "it has no page in the guidebook", file: "platform/components/redis/page.md" },
    ]);
  });

  test.each([
    ["a title", (text: string) => text.replace("# Redis", ""), "it has no title"],
    ["a sentence", (text: string) => text.replace("A cache.", ""), "nothing stands below its title"],
    ["text in every section", (text: string) => text.replace("Text.", ""), "the section is empty"],
    [
      "no other section",
      (text: string) => `${text}\n## More\n\nText.\n`,
      `its sections are ${[...SECTIONS, "More"].map(title => `"${title}"`).join(", ")}`,
    ],
  ])("wants %s", (_, change, problem) => {
    expect(findings(page(change))).toMatchObject([{ problem }]);
  });

  test("accepts facts by name: of the cluster, a pinned version, the host of a route", () => {
    const text = "at {{hosts.redis}}, {{nodes.pi1.address}}, {{versions.vault}}, {{postgres.port}}";
    expect(findings(page(all => all.replace("Text.", text)))).toEqual([]);
  });

  test.each(["hosts.rediss", "nodes.pi9.address", "nodes", "constructor.name"])("knows no fact %s", path => {
    expect(findings(page(all => all.replace("Text.", `{{${path}}}`)))).toMatchObject([
      { field: `{{${path}}}`, problem: "there is no such fact" },
    ]);
  });
});
