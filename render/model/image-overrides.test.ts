import { describe, expect, test } from "vitest";
import type { AppDefinition } from "../../platform/app.ts";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { imageOverrides } from "./image-overrides.ts";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;
const apps: AppDefinition[] = [
  { name: "erp", environments: ["prod", "sandbox", "staging"], image: "home-org/erp:1.0.0", resources: () => {} },
  { name: "feeds", environments: ["prod"], image: "ghcr.io/team/feeds:2.0", resources: () => {} },
  { name: "own", environments: ["prod"], chart: true },
];
const read = (text: string) => imageOverrides(sampleCluster, apps, new Map([["home", text]]));
const found = (text: string) => [...read(text).byInstance];

describe("imageOverrides() accepts", () => {
  test.each([
    ["a tag", "erp: { tag: 1.1.0 }", { tag: "1.1.0" }],
    ["a tag with its digest", `erp: { tag: "1.1.0@${digest}" }`, { tag: `1.1.0@${digest}` }],
    ["a digest for the tag that the app declares", `erp: { tag: "1.0.0@${digest}" }`, { tag: `1.0.0@${digest}` }],
    [
      "the name that a bot saw, with the registry",
      "erp: { name: git.home.lab/home-org/erp, tag: 1.1.0 }",
      { name: "git.home.lab/home-org/erp", tag: "1.1.0" },
    ],
    ["a number in quotes", 'erp: { tag: "11" }', { tag: "11" }],
  ])("%s", (_, text, override) => {
    expect(read(text)).toEqual({ byInstance: new Map([["erp", override]]), findings: [] });
  });

  test("one override per instance, among comments", () => {
    expect(found("# bots edit this\nerp:\n  tag: 1.1.0 # tried on Monday\n\nerp-sandbox:\n  tag: 2.0.0\n")).toEqual([
      ["erp", { tag: "1.1.0" }],
      ["erp-sandbox", { tag: "2.0.0" }],
    ]);
  });

  test.each([
    ["no file", new Map()],
    ["an empty one", new Map([["home", ""]])],
    ["one of comments", new Map([["home", "# a\n\n  # b\n#\n"]])],
    ["one of comments that does not end its last line", new Map([["home", "# a"]])],
    ["one of comments and an empty mapping", new Map([["home", "# a\n\n{}\n"]])],
    ["the file of another cluster", new Map([["other", "ghost: { tag: 1 }"]])],
  ])("%s, without overrides", (_, files) => {
    expect(imageOverrides(sampleCluster, apps, files)).toEqual({ byInstance: new Map(), findings: [] });
  });

  test("a thousand blank lines before the first override, at once", () => {
    expect(found(`${"\n".repeat(1000)}erp: { tag: 1.1.0 }\n`)).toHaveLength(1);
  });
});

describe("imageOverrides() finds as stale", () => {
  test.each([
    ["an instance that nobody declares", "ghost: { tag: 1.1.0 }", "ghost", "no such instance"],
    ["an environment that the cluster has not", "erp-staging: { tag: 1.1.0 }", "erp-staging", "no such instance"],
    ["an app that brings its own chart", "own: { tag: 1.1.0 }", "own", "no such instance"],
    ["the tag that the app declares", "erp: { tag: 1.0.0 }", "erp", 'tag "1.0.0" is the one that the app declares'],
    ["the image of another app", "erp: { name: home-org/shop, tag: 1.1.0 }", "erp", '"home-org/shop" is not'],
  ])("%s", (_, text, unit, problem) => {
    const { byInstance, findings } = read(text);
    expect(byInstance.size).toBe(0);
    expect(findings).toMatchObject([
      {
        level: "error",
        rule: "images",
        cluster: "home",
        unit,
        problem: expect.stringContaining(problem),
        remedy: expect.stringContaining("remove its lines"),
        file: "clusters/home/images.yaml",
      },
    ]);
  });
});

describe("imageOverrides() refuses", () => {
  test.each([
    ["a tag that YAML reads as a number", "erp: { tag: 1.10 }"],
    ["a tag without its mapping", "erp: 1.1.0"],
    ["no tag", "erp: {}"],
    ["an empty tag", 'erp: { tag: "" }'],
    ["a field that it does not know", "erp: { tag: 1.1.0, digest: abc }"],
    ["a list", "erp: [1.1.0]"],
    ["nothing", "erp:"],
    ["a name that is no text", "erp: { tag: 1.1.0, name: [] }"],
  ])("%s, naming the instance", (_, text) => {
    expect(read(text).findings).toMatchObject([{ unit: "erp", problem: expect.stringContaining("no image override") }]);
  });

  test.each([
    ["broken YAML", "erp: { tag: 1.1.0\nfeeds: }", "it cannot be read"],
    ["an instance twice", "erp: { tag: 1.1.0 }\nerp: { tag: 1.2.0 }", "it cannot be read"],
    ["a list", "- erp", "it is not a mapping"],
    ["a word", "erp", "it is not a mapping"],
  ])("a file that holds %s, on one line", (_, text, problem) => {
    const { findings } = read(text);
    expect(findings).toMatchObject([{ file: "clusters/home/images.yaml", problem: expect.stringContaining(problem) }]);
    expect(findings[0]?.problem).not.toContain("\n");
  });

  test("each wrong override, and keeps the others", () => {
    const { byInstance, findings } = read("ghost: { tag: 1 }\nerp: { tag: 1.1.0 }\nfeeds: { tag: 2.0 }\n");
    expect([...byInstance.keys()]).toEqual(["erp"]);
    expect(findings.map(({ unit }) => unit)).toEqual(["ghost", "feeds"]);
  });
});
