import { describe, expect, test } from "vitest";
import { defineComponent } from "../../../platform/component.ts";
import { sampleCluster, sampleInstance } from "../../../platform/testing/sample-instance.ts";
import type { Lab } from "../../checks/rule.ts";
import { graphOf } from "../../model/graph.ts";
import { sampleObject, sampleUnit } from "../../testing/sample-unit.ts";
import { pages } from "./pages.ts";
import { RUNBOOK_SECTIONS, SECTIONS } from "./prose/page-shape.ts";

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

  test("tells a page of a component that there is no more", () => {
    const file = "platform/components/keydb/page.md";
    const prose = new Map([...withPage(page()).prose, [file, "# KeyDB\n"]]);
    expect(pages.check({ ...lab, prose })).toMatchObject([
      { file, problem: 'it is about "keydb", and there is no such component' },
    ]);
  });

  test("accepts the page of a component that another cluster has", () => {
    const prose = new Map([...withPage(page()).prose, ["platform/components/ollama/page.md", "# ollama\n"]]);
    expect(pages.check({ ...lab, prose })).toEqual([]);
  });

  describe("of an app", () => {
    const app = [sampleUnit("shop-sandbox", [], { instance: sampleInstance() })];
    const withApp = (docstring: string) => {
      const source = `${docstring}\nexport const shop = defineApp({ name: "shop" });\n`;
      return { ...lab, units: app, graph: graphOf(app), prose: new Map([["apps/shop.ts", source]]) };
    };

    test("want a docstring", () => {
      expect(pages.check(withApp(""))).toMatchObject([
        { file: "apps/shop.ts", problem: "nothing says what the app is" },
      ]);
    });

    test("accept one sentence", () => {
      expect(pages.check(withApp("/** The shop. */"))).toEqual([]);
    });
  });

  describe("of the whole lab", () => {
    const chapter = (text: string, file = "platform/guidebook/storage.md") =>
      pages.check({ ...lab, units: [], graph: graphOf([]), prose: new Map([[file, text]]) });

    test("want a title and a sentence below it", () => {
      expect(chapter("## Volumes\n\nText.\n")).toMatchObject([
        { problem: "it has no title" },
        { problem: "nothing stands below its title" },
      ]);
    });

    test("want text below each heading, or deeper ones", () => {
      expect(
        chapter("# Storage\n\nText.\n\n## Volumes\n\n### Large\n\n### Small\n\nText.\n\n## Backups\n"),
      ).toMatchObject([
        { field: "Large", problem: "the section is empty" },
        { field: "Backups", problem: "the section is empty" },
      ]);
    });

    test("want a title of a decision, and no sentence below it", () => {
      const file = "platform/decisions/0001-x.md";
      expect(chapter("# 1. X\n", file)).toEqual([]);
      expect(chapter("**Context.** Y.\n", file)).toMatchObject([{ file, problem: "it has no title" }]);
    });

    test("name no link, no part and no heading that is not there", () => {
      const text = "# Storage\n\nSee [[nowhere]] and [[storage#nowhere]].\n\n{{> nowhere}}\n";
      expect(chapter(text)).toMatchObject([
        { field: "{{> nowhere}}", problem: "there is no such part" },
        { field: "[[nowhere]]", problem: 'there is no page "nowhere"' },
        { field: "[[storage#nowhere]]", problem: 'that page has no heading "nowhere"' },
      ]);
    });

    const runbook = (titles: readonly string[]) =>
      chapter(
        `# Move\n\nIt moves.\n\n${titles.map(title => `## ${title}\n\nText.\n`).join("\n")}`,
        "platform/guidebook/runbooks/move.md",
      );

    test("want of a runbook when to use it, and how to go back", () => {
      expect(runbook(RUNBOOK_SECTIONS.slice(1))).toMatchObject([
        { problem: expect.stringContaining('"What you need"'), remedy: expect.stringContaining('"When to use it"') },
      ]);
      expect(runbook([...RUNBOOK_SECTIONS].reverse())).toHaveLength(1);
    });

    test("accept a runbook with more sections between them", () => {
      const [first = "", ...rest] = RUNBOOK_SECTIONS;
      expect(runbook([first, "What if", ...rest])).toEqual([]);
    });
  });

  test("tell what a template brings to every page once, with its own file", () => {
    const others = ["redis", "vault"].map(name => sampleUnit(name, [], { component: { ...component, name } }));
    const prose = new Map([
      ...others.map(({ name }) => [`platform/components/${name}/page.md`, page()] as const),
      ["platform/guidebook/each-component.md", "## Data\n\n{{> nowhere}}\n\n## Alerts\n"] as const,
    ]);
    expect(pages.check({ ...lab, units: others, graph: graphOf(others), prose })).toMatchObject([
      { file: "platform/guidebook/each-component.md", field: "Alerts" },
      { file: "platform/guidebook/each-component.md", field: "{{> nowhere}}" },
    ]);
  });
});
