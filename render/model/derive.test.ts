import { describe, expect, test } from "vitest";
import { annotate } from "../../platform/annotate.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { type AnyObject, only, sampleCluster, sampleInstance } from "../../platform/testing/sample-instance.ts";
import { sampleObject, sampleUnit } from "../testing/sample-unit.ts";
import { derive } from "./derive.ts";
import type { BuiltUnit } from "./unit.ts";

const chart = { repoURL: "https://git.home.lab/home-org/own.git", targetRevision: "HEAD", path: "chart" };
const app = (name: string, changes: Partial<BuiltUnit> = {}) =>
  sampleUnit(name, [], { class: "app", instance: sampleInstance({ app: name, name }), ...changes });
const crds = (name: string): BuiltUnit => {
  const { populate: _, ...unit } = sampleUnit(name, [], {
    class: "crds",
    crdGroups: ["longhorn.io"],
    sources: [chart],
  });
  return unit;
};
const rootOf = (...units: BuiltUnit[]): readonly KubeObject[] => derive(sampleCluster, units).at(-1)?.objects ?? [];
const applicationIn = (objects: readonly KubeObject[], name: string): AnyObject => only(objects, "Application", name);

describe("derive()", () => {
  test("adds the root unit after all others, and leaves those as they are", () => {
    const units = [app("erp"), sampleUnit("foundation")];
    const derived = derive(sampleCluster, units);
    expect(derived.slice(0, -1)).toEqual(units);
    expect(derived.at(-1)).toMatchObject({ name: "root", class: "platform", namespace: "argocd" });
  });

  test("restarts whoever of another unit reads a secret in the same namespace, and leaves every other object itself", () => {
    const secret = sampleObject("secrets.hashicorp.com/v1beta1/VaultStaticSecret", "tools/clickhouse-plausible", {
      spec: { destination: { name: "clickhouse-plausible" } },
    });
    const envFrom = [{ secretRef: { name: "clickhouse-plausible" } }];
    const reader = (place: string) =>
      sampleObject("apps/v1/Deployment", place, { spec: { template: { spec: { containers: [{ envFrom }] } } } });
    const clickhouse = sampleUnit("clickhouse", [secret, reader("tools/clickhouse")]);
    const plausible = sampleUnit("plausible", [reader("tools/plausible")]);
    const [first, second] = derive(sampleCluster, [clickhouse, plausible, sampleUnit("erp", [reader("erp/erp")])]);
    expect(first?.objects[0]?.spec).toMatchObject({
      rolloutRestartTargets: [
        { kind: "Deployment", name: "clickhouse" },
        { kind: "Deployment", name: "plausible" },
      ],
    });
    expect(first?.objects[1]).toBe(clickhouse.objects[1]);
    expect(second).toBe(plausible);
  });

  test("has an Application for every unit, the root's own included, and no more", () => {
    const applications = rootOf(app("erp"), crds("longhorn-crds")).filter(({ kind }) => kind === "Application");
    expect(applications.map(({ metadata }) => metadata.name)).toEqual(["root", "erp", "longhorn-crds"]);
  });

  test.each([
    ["app", true],
    ["tool", true],
    ["platform", false],
    ["crds", false],
  ] as const)("of class %s cascades: %s", (unitClass, cascades) => {
    const { metadata } = applicationIn(rootOf(app("x", { class: unitClass })), "x");
    expect(metadata.finalizers).toEqual(cascades ? ["resources-finalizer.argocd.argoproj.io/background"] : undefined);
  });

  test("gives waves by need: definitions before what uses them, then all apps and the root at once", () => {
    const storage = sampleUnit("longhorn", [
      sampleObject("storage.k8s.io/v1/StorageClass", "replicated"),
      sampleObject("longhorn.io/v1beta2/RecurringJob", "longhorn/backup"),
    ]);
    const claim = sampleObject("PersistentVolumeClaim", "erp/files", { spec: { storageClassName: "replicated" } });
    const objects = rootOf(app("erp", { objects: [claim] }), app("cms"), storage, crds("longhorn-crds"));
    const wave = (name: string) => applicationIn(objects, name).metadata.annotations["argocd.argoproj.io/sync-wave"];
    expect(["longhorn-crds", "longhorn", "erp", "cms", "root"].map(wave)).toEqual(["0", "1", "2", "2", "2"]);
  });

  test("reads a unit from its folder here, then from its other sources, and definitions only from there", () => {
    const objects = rootOf(app("erp"), app("own", { sources: [chart] }), crds("longhorn-crds"));
    const folder = (name: string) => ({
      repoURL: "https://git.home.lab/home-org/lab.git",
      targetRevision: "main",
      path: `rendered/home/${name}`,
    });
    expect(applicationIn(objects, "erp").spec.source).toEqual(folder("erp"));
    expect(applicationIn(objects, "own").spec.sources).toEqual([folder("own"), chart]);
    expect(applicationIn(objects, "longhorn-crds").spec.source).toEqual(chart);
  });

  test("puts each unit into its project, and passes on its namespace, sync policy and options", () => {
    const sync = { automated: false, prune: false, selfHeal: false };
    const unit = app("erp", { namespace: "elsewhere", sync, syncOptions: ["Prune=false"] });
    const { spec } = applicationIn(rootOf(unit), "erp");
    expect(spec).toMatchObject({ project: "erp", destination: { namespace: "elsewhere" } });
    expect(spec.syncPolicy).not.toHaveProperty("automated");
    expect(spec.syncPolicy.syncOptions).toContain("Prune=false");
  });

  test("keeps the root's Application and project the same whatever units there are, but for its wave", () => {
    const root = (objects: readonly KubeObject[]) =>
      objects
        .filter(({ metadata }) => metadata.name === "root")
        .map(object => annotate(object, { "argocd.argoproj.io/sync-wave": "any" }));
    const few = root(rootOf());
    expect(few.map(({ kind }) => kind)).toEqual(["Application", "AppProject"]);
    expect(root(rootOf(app("erp"), crds("longhorn-crds"), sampleUnit("vault")))).toEqual(few);
    expect(applicationIn(few, "root").spec.syncPolicy.syncOptions).toContain("ApplyOutOfSyncOnly=true");
    expect(applicationIn(few, "root").metadata).not.toHaveProperty("finalizers");
  });
});

describe("derive() of Argo CD's credentials", () => {
  const repositories = (...units: BuiltUnit[]) =>
    derive(sampleCluster, [sampleUnit("argocd"), ...units])
      .find(({ name }) => name === "argocd")
      ?.objects.map(({ metadata }) => metadata.name);

  test("are those of the lab and of the definitions, and one for each app with its own chart", () => {
    const instance = (name: string) => sampleInstance({ app: "own", name });
    const own = app("own", { sources: [chart], instance: instance("own") });
    const sandbox = app("own-sandbox", { sources: [chart], instance: instance("own-sandbox") });
    expect(repositories(app("erp"), own, sandbox, crds("longhorn-crds"))).toEqual([
      "repository-lab",
      "repository-crds",
      "repository-own",
    ]);
  });

  test("are finished like every object of the platform: a sealed Vault holds up no deployment", () => {
    const [argocd] = derive(sampleCluster, [sampleUnit("argocd")]);
    for (const { metadata } of argocd?.objects ?? []) {
      expect(metadata.annotations).toMatchObject({ "argocd.argoproj.io/ignore-healthcheck": "true" });
    }
  });

  test("are in no unit where Argo CD is none of ours", () => {
    expect(derive(sampleCluster, [app("erp")])[0]?.objects).toEqual([]);
  });
});
