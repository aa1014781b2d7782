import { describe, expect, test } from "vitest";
import { KINDS } from "../../platform/components/argocd/kinds.ts";
import { type AnyObject, only, sampleCluster, sampleInstance } from "../../platform/testing/sample-instance.ts";
import { sampleObject, sampleUnit } from "../testing/sample-unit.ts";
import { projectNameOf, projectsOf } from "./projects.ts";
import type { BuiltUnit } from "./unit.ts";

const ownUrl = "https://git.home.lab/home-org/lab.git";
const app = (name: string, changes: Partial<BuiltUnit> = {}) =>
  sampleUnit(name, [], { class: "app", instance: sampleInstance({ app: name, name }), ...changes });
const names = (...units: BuiltUnit[]) => projectsOf(sampleCluster, units).map(({ metadata }) => metadata.name);
const specOf = (name: string, ...units: BuiltUnit[]): AnyObject =>
  only(projectsOf(sampleCluster, units), "AppProject", name).spec;
const namespaces = (spec: AnyObject) => spec.destinations.map(({ namespace }: AnyObject) => namespace);

test("projectNameOf() is the instance's own, and one for each class of component", () => {
  expect(projectNameOf(app("erp-sandbox"))).toBe("erp-sandbox");
  expect(
    (["crds", "platform", "tool"] as const).map(name => projectNameOf(sampleUnit("x", [], { class: name }))),
  ).toEqual(["crds", "platform", "tools"]);
});

describe("projectsOf()", () => {
  test("are the root's, one per class that occurs, and one per instance", () => {
    expect(names()).toEqual(["root"]);
    expect(names(app("erp"), app("erp-sandbox"), sampleUnit("vault"), sampleUnit("longhorn"))).toEqual([
      "root",
      "platform",
      "erp",
      "erp-sandbox",
    ]);
    expect(names(sampleUnit("redis", [], { class: "tool" }), sampleUnit("a-crds", [], { class: "crds" }))).toEqual([
      "root",
      "crds",
      "tools",
    ]);
  });

  test("hold every unit's project: none names one that is not there", () => {
    const units = (["app", "crds", "platform", "tool"] as const).map(name => app(`of-${name}`, { class: name }));
    for (const unit of units) expect(names(...units)).toContain(projectNameOf(unit));
  });

  test("let an instance reach its own namespace, its own Namespace object, and the repositories that it is read from", () => {
    const chart = { repoURL: "https://git.home.lab/home-org/own.git", targetRevision: "HEAD", path: "chart" };
    const spec = specOf("own", app("own", { sources: [chart] }), app("erp"));
    expect(spec.destinations).toEqual([{ server: "https://kubernetes.default.svc", namespace: "own" }]);
    expect(spec.clusterResourceWhitelist).toEqual([{ group: "", kind: "Namespace", name: "own" }]);
    expect(spec.sourceRepos).toEqual([ownUrl, chart.repoURL]);
    expect(specOf("erp", app("erp")).sourceRepos).toEqual([ownUrl]);
  });

  test("permit an instance the kinds of its class, whatever it renders today, and those that it asks for", () => {
    const extra = { group: "monitoring.coreos.com", kind: "PodMonitor" };
    const usual = KINDS.app.namespaced;
    expect(specOf("erp", app("erp")).namespaceResourceWhitelist).toEqual(usual);
    const busy = app("erp", { objects: [sampleObject("Service", "erp/web")], kinds: [extra] });
    expect(specOf("erp", busy).namespaceResourceWhitelist).toEqual([...usual, extra]);
  });

  test("let a class reach the namespaces of its members and of their objects, sorted, and no other", () => {
    const operator = sampleUnit("operator", [sampleObject("Service", "tools/a"), sampleObject("Namespace", "x")]);
    expect(namespaces(specOf("platform", operator, sampleUnit("argocd"), app("erp")))).toEqual([
      "argocd",
      "operator",
      "tools",
    ]);
  });

  test("read definitions from their repository only", () => {
    const spec = specOf("crds", sampleUnit("a-crds", [], { class: "crds" }));
    expect(spec.sourceRepos).toEqual(["https://git.home.lab/home-org/crds.git"]);
    expect(spec.namespaceResourceWhitelist).toEqual([]);
  });

  test("keep the root's when it leaves git, for Applications and projects only", () => {
    const root = only(projectsOf(sampleCluster, []), "AppProject", "root");
    expect(root.metadata.annotations).toMatchObject({ "argocd.argoproj.io/sync-options": "Prune=false" });
    expect(root.spec.clusterResourceWhitelist).toEqual([]);
    expect(root.spec.namespaceResourceWhitelist.map(({ kind }: AnyObject) => kind)).toEqual([
      "Application",
      "AppProject",
    ]);
    expect(namespaces(root.spec)).toEqual(["argocd"]);
  });
});
