import { describe, expect, test } from "vitest";
import { sampleObject, sampleUnit } from "../testing/sample-unit.ts";
import { layOut, pathOf } from "./lay-out.ts";

const paths = (...units: Parameters<typeof layOut>[0]) => [...layOut(units).tree.keys()];

describe("layOut()", () => {
  test("gives one file per object, in the folder of its unit, named by kind and name", () => {
    const unit = sampleUnit("erp-sandbox", [
      sampleObject("apps/v1/Deployment", "erp/web"),
      sampleObject("Service", "erp/web"),
    ]);
    expect(paths(unit)).toEqual(["home/erp-sandbox/deployment-web.yaml", "home/erp-sandbox/service-web.yaml"]);
  });

  test("puts the objects of the root into the folder of Applications", () => {
    expect(paths(sampleUnit("root", [sampleObject("argoproj.io/v1alpha1/Application", "argocd/erp")]))).toEqual([
      "home/applications/application-erp.yaml",
    ]);
  });

  test("writes the object itself as YAML", () => {
    const { tree } = layOut([sampleUnit("erp", [sampleObject("ConfigMap", "erp/a", { data: { key: "1" } })])]);
    expect(tree.get("home/erp/configmap-a.yaml")).toMatch(/^apiVersion: v1\nkind: ConfigMap\n.*key: "1"\n$/s);
  });

  test("gives the same bytes twice", () => {
    const units = () => [sampleUnit("erp", [sampleObject("Service", "erp/a")]), sampleUnit("cms")];
    expect([...layOut(units()).tree]).toEqual([...layOut(units()).tree]);
  });

  test("knows an object by what it is, not by its name: another one of the same name has its own text", () => {
    const textOf = (key: string) =>
      layOut([sampleUnit("erp", [sampleObject("ConfigMap", "a", { data: { key } })])]).tree;
    expect([...textOf("1")]).not.toEqual([...textOf("2")]);
  });

  test.each([
    ["two objects of one name", "a", "a"],
    ["names that differ in case only, for macOS", "a", "A"],
    ["objects of two namespaces", "x/a", "y/a"],
  ])("finds %s, naming the file that both want", (_, one, other) => {
    const unit = sampleUnit("erp", [sampleObject("ConfigMap", one), sampleObject("ConfigMap", other)]);
    expect(layOut([unit]).findings).toMatchObject([
      { level: "error", rule: "paths", cluster: "home", unit: "erp", file: unit.file, remedy: expect.any(String) },
    ]);
  });

  test("names both declaring files when two units want one path", () => {
    const [one, other] = ["apps/a.ts", "apps/b.ts"].map(file =>
      sampleUnit("erp", [sampleObject("Service", "x")], { file }),
    );
    expect(layOut([one ?? sampleUnit("a"), other ?? sampleUnit("b")]).findings[0]?.problem).toBe(
      "apps/b.ts and apps/a.ts both want the file rendered/home/erp/service-x.yaml",
    );
  });

  test("tells units of different clusters and names apart", () => {
    const objects = [sampleObject("Service", "x")];
    const twin = sampleUnit("erp", objects, { cluster: { ...sampleUnit("erp").cluster, name: "twin" } });
    expect(layOut([sampleUnit("erp", objects), sampleUnit("erp-a", objects), twin]).findings).toEqual([]);
  });
});

test("pathOf() writes no colon, which a role of Kubernetes may have in its name and Windows refuses", () => {
  expect(pathOf(sampleUnit("a"), sampleObject("rbac.authorization.k8s.io/v1/ClusterRole", "system:reader"))).toBe(
    "home/a/clusterrole-system-reader.yaml",
  );
});
