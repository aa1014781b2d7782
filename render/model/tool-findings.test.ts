import { describe, expect, test } from "vitest";
import { defineComponent } from "../../platform/component.ts";
import { sampleCluster, sampleInstance } from "../../platform/testing/sample-instance.ts";
import { defineTool } from "../../platform/tool.ts";
import { toolFindings } from "./tool-findings.ts";

const components = [
  defineTool({ name: "redis", resources: () => {} }),
  defineComponent({ name: "vault", class: "platform", namespace: "tools", resources: () => {} }),
];
const findings = (tools: readonly string[], instances = [sampleInstance()]) =>
  toolFindings({ ...sampleCluster, tools }, components, instances);

describe("toolFindings()", () => {
  test("accepts tools that there are, and apps that use them", () => {
    expect(findings(["redis"], [sampleInstance({ tools: ["redis"] })])).toEqual([]);
  });

  test("names the nearest tool for one that there is not", () => {
    expect(findings(["reddis"])).toMatchObject([
      { field: "tools[0]", problem: 'there is no tool "reddis"', remedy: 'write "redis", the nearest one,' },
    ]);
  });

  test("says that the platform runs everywhere", () => {
    expect(findings(["vault"])).toMatchObject([{ problem: '"vault" is of the platform, which runs everywhere' }]);
  });

  test("refuses a tool that stands there twice", () => {
    expect(findings(["redis", "redis"])).toMatchObject([{ field: "tools[1]", remedy: "remove one" }]);
  });

  test("names the app that uses what does not run here, and both files", () => {
    expect(findings([], [sampleInstance({ tools: ["redis"] })])).toMatchObject([
      {
        unit: "shop-sandbox",
        problem: 'it uses "redis", which does not run on home',
        remedy: "add it to tools of clusters/home/index.ts, or leave it out",
        file: "apps/shop.ts",
      },
    ]);
  });
});
