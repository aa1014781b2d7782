import { describe, expect, test } from "vitest";
import type { Finding } from "../../clusters/finding.ts";
import type { AppDefinition } from "../../platform/app.ts";
import type { Component } from "../../platform/component.ts";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { nameFindings } from "./name-findings.ts";

const app = (name: string, ...others: string[]): AppDefinition => ({
  name,
  environments: ["prod", ...others],
  image: "home-org/x:1",
  resources: () => {},
});
const longhorn: Component = {
  name: "longhorn",
  class: "platform",
  namespace: "longhorn-system",
  crds: ["longhorn.io"],
  resources: () => {},
};
const findings = (...apps: AppDefinition[]): Finding[] => nameFindings([sampleCluster], [longhorn], apps);

describe("nameFindings()", () => {
  test("is empty for apps of different names", () => {
    expect(findings(app("erp", "sandbox"), app("cms", "sandbox"))).toEqual([]);
  });

  test("names both apps whose instances collide, and the file of each", () => {
    expect(findings(app("erp", "sandbox"), app("erp-sandbox"))).toMatchObject([
      {
        level: "error",
        rule: "names",
        unit: "erp-sandbox",
        problem: 'app "erp-sandbox" and app "erp" (apps/erp.ts) both claim the name "erp-sandbox"',
        file: "apps/erp-sandbox.ts",
      },
    ]);
  });

  test("finds the same collision whichever app comes first", () => {
    const [finding] = findings(app("erp-sandbox"), app("erp", "sandbox"));
    expect(finding?.problem).toContain('app "erp" and app "erp-sandbox"');
  });

  test("lets two apps share what is a name of neither", () => {
    expect(findings(app("erp"), app("erp-sandbox"))).toEqual([]);
  });

  test.each([
    ["a component", "longhorn", 'component "longhorn"', "platform/components/longhorn/index.ts"],
    ["a component's namespace", "longhorn-system", 'component "longhorn"', "platform/components/longhorn/index.ts"],
    ["a component's definitions", "longhorn-crds", 'component "longhorn"', "platform/components/longhorn/index.ts"],
    ["a project", "platform", "Argo CD's projects", "platform/naming.ts"],
    ["the project of tools", "tools", "Argo CD's projects", "platform/naming.ts"],
    ["the repository of definitions", "crds", "Argo CD's projects", "platform/naming.ts"],
    ["the folder of Applications", "applications", "the rendered tree", "render/tree/folders.ts"],
    ["the folder of hosts", "hosts", "the rendered tree", "render/tree/folders.ts"],
    ["the folder of variables", "tofu", "the rendered tree", "render/tree/folders.ts"],
    ["the folder of the guidebook", "guidebook", "the rendered tree", "render/tree/folders.ts"],
    ["the lab's own repository", "lab", 'cluster "home"', "clusters/home/index.ts"],
  ])("refuses an app that is named as %s, and names both", (_, name, other, file) => {
    expect(findings(app(name))).toMatchObject([
      {
        rule: "names",
        problem: `app "${name}" and ${other} (${file}) both claim the name "${name}"`,
        file: `apps/${name}.ts`,
      },
    ]);
  });

  test("refuses an instance, not only an app, that is named as a part of the platform", () => {
    expect(findings(app("longhorn-x"), { ...app("longhorn"), environments: ["sandbox"] })).toEqual([]);
    const system = {
      ...sampleCluster,
      environments: { ...sampleCluster.environments, system: { sync: sampleCluster.environments.prod?.sync } },
    };
    const clash = nameFindings(
      [system as typeof sampleCluster],
      [longhorn],
      [{ ...app("longhorn"), environments: ["system"] }],
    );
    expect(clash).toMatchObject([
      { unit: "longhorn-system", problem: expect.stringContaining('app "longhorn" and component') },
    ]);
  });

  test("refuses two apps of one name", () => {
    expect(findings(app("erp"), app("erp"))).toMatchObject([
      { problem: 'two apps are named "erp"', file: "apps/index.ts" },
    ]);
  });

  test("refuses an environment that no cluster has, and suggests the nearest", () => {
    expect(findings(app("erp", "sandbx"))).toMatchObject([
      {
        rule: "environments",
        unit: "erp",
        problem: 'no cluster has an environment "sandbx"',
        remedy: expect.stringContaining('write "sandbox"'),
        file: "apps/erp.ts",
      },
    ]);
  });

  test("accepts an environment that one cluster of several has", () => {
    const small = { ...sampleCluster, name: "small", environments: {} };
    expect(nameFindings([small, sampleCluster], [], [app("erp", "sandbox")])).toEqual([]);
  });

  test("does not blame an app for clusters that have no environment at all", () => {
    expect(nameFindings([], [], [app("erp")])).toEqual([]);
  });

  test("reports names that a system refuses by the coordinate that breaks", () => {
    expect(findings(app("Web_Shop"))).toMatchObject([
      { rule: "names", field: "Argo CD Application", file: "apps/Web_Shop.ts" },
    ]);
    expect(findings(app("postgres"))).toMatchObject([{ field: "PostgreSQL database" }]);
  });

  test("reports all of them together", () => {
    expect(findings(app("Shop"), app("tools"), app("erp", "sandbx"))).toHaveLength(3);
  });
});
