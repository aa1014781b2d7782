import { describe, expect, test } from "vitest";
import type { Cluster } from "../../clusters/lab.ts";
import type { AppDefinition, ChartApp, NativeApp } from "../../platform/app.ts";
import type { Component } from "../../platform/component.ts";
import { objectsIn, sampleCluster } from "../../platform/testing/sample-instance.ts";
import { collect } from "./collect.ts";
import type { Declaration } from "./declaration.ts";
import type { Unit } from "./unit.ts";

const app = (name: string, changes: Partial<NativeApp> = {}): NativeApp => ({
  name,
  environments: ["prod"],
  image: `home-org/${name}:1.0.0`,
  resources: () => {},
  ...changes,
});
const component = (name: string, changes: Partial<Component> = {}): Component => ({
  name,
  class: "platform",
  namespace: name,
  resources: () => {},
  ...changes,
});
const declare = (changes: Partial<Declaration>): Declaration => ({
  clusters: [sampleCluster],
  components: [],
  apps: [],
  images: new Map(),
  prose: new Map(),
  absent: new Set(),
  ...changes,
});
const unitsOf = (changes: Partial<Declaration>) => collect(declare(changes)).units;
const unit = (units: readonly Unit[], name: string) => {
  const found = units.find(each => each.name === name);
  if (found === undefined) throw new Error(`no unit ${name} among ${units.map(each => each.name)}`);
  return found;
};

describe("collect() of an app", () => {
  test("makes a unit for every environment that app and cluster both have, named by the elision rule", () => {
    const apps = [
      app("erp", { environments: ["prod", "sandbox"] }),
      app("cms"),
      app("lone", { environments: ["sandbox"] }),
    ];
    expect(unitsOf({ apps }).map(({ name }) => name)).toEqual(["erp", "erp-sandbox", "cms", "lone-sandbox"]);
  });

  test("leaves out, without a word, an environment that only another cluster has", () => {
    const { sandbox: _, ...environments } = sampleCluster.environments;
    const { zone: __, ...inside } = sampleCluster;
    const twin: Cluster = { ...inside, name: "twin", environments };
    const { units, findings } = collect(
      declare({ clusters: [sampleCluster, twin], apps: [app("erp", { environments: ["prod", "sandbox"] })] }),
    );
    expect(units.map(({ cluster, name }) => `${cluster.name}/${name}`)).toEqual([
      "home/erp",
      "home/erp-sandbox",
      "twin/erp",
    ]);
    expect(findings.filter(({ rule }) => rule !== "facts")).toEqual([]);
  });

  test("gives each unit its namespace, its file, and the sync policy of its environment", () => {
    const units = unitsOf({ apps: [app("erp", { environments: ["prod", "sandbox"] })] });
    expect(unit(units, "erp-sandbox")).toMatchObject({
      class: "app",
      namespace: "erp-sandbox",
      file: "apps/erp.ts",
      sync: sampleCluster.environments.sandbox?.sync,
      instance: { app: "erp", environment: "sandbox" },
    });
    expect(unit(units, "erp").sync).toEqual(sampleCluster.environments.prod?.sync);
  });

  test("fills the chart with what every tenant gets, then with what the app builds of its instance", () => {
    const seen: string[] = [];
    const apps = [app("erp", { resources: (_, instance) => void seen.push(instance.name) })];
    const objects = objectsIn(chart => unit(unitsOf({ apps }), "erp").populate?.(chart));
    expect(objects.map(({ kind }) => kind)).toContain("Namespace");
    expect(seen).toEqual(["erp"]);
  });

  test("notes a public name that a cluster without a zone leaves out, which is no error", () => {
    const { zone: _, ...inside } = sampleCluster;
    const { findings } = collect(declare({ clusters: [inside], apps: [app("cms", { publicNames: ["@"] })] }));
    expect(findings).toMatchObject([{ level: "note", rule: "public-names", cluster: "home", unit: "cms" }]);
    expect(collect(declare({ apps: [app("cms", { publicNames: ["@"] })] })).findings).toEqual([]);
  });
});

describe("collect() of an app with its own chart", () => {
  const own: ChartApp = {
    name: "own",
    environments: ["prod", "sandbox"],
    chart: true,
    kinds: [{ group: "monitoring.coreos.com", kind: "PodMonitor" }],
  };

  test.each([
    ["own", "prod"],
    ["own-sandbox", "sandbox"],
  ])(
    "reads for %s the chart of the app's own repository, with the common values and then its own",
    (name, environment) => {
      expect(unit(unitsOf({ apps: [own] }), name).sources).toEqual([
        {
          repoURL: "https://git.home.lab/home-org/own.git",
          targetRevision: "HEAD",
          path: "chart",
          helm: { valueFiles: ["values.yaml", `values-${environment}.yaml`] },
        },
      ]);
    },
  );

  test("has a sync policy per environment, and the kinds that it asks for", () => {
    const units = unitsOf({ apps: [own] });
    expect(unit(units, "own").sync.selfHeal).toBe(true);
    expect(unit(units, "own-sandbox").sync.selfHeal).toBe(false);
    expect(unit(units, "own-sandbox").kinds).toEqual(own.kinds);
  });

  test("still gets its namespace and its policies from here", () => {
    const objects = objectsIn(chart => unit(unitsOf({ apps: [own] }), "own-sandbox").populate?.(chart));
    expect(objects.map(({ kind }) => kind)).toEqual(["Namespace", "ResourceQuota", "NetworkPolicy", "ServiceAccount"]);
  });
});

describe("collect() of a component", () => {
  test("makes one unit on every cluster, which syncs by itself", () => {
    const twin = { ...sampleCluster, name: "twin" };
    const units = unitsOf({ clusters: [sampleCluster, twin], components: [component("foundation")] });
    expect(units.map(({ cluster, name }) => `${cluster.name}/${name}`)).toEqual(["home/foundation", "twin/foundation"]);
    expect(units[0]).toMatchObject({
      class: "platform",
      file: "platform/components/foundation/index.ts",
      sync: { automated: true, prune: true, selfHeal: true },
      sources: [],
    });
  });

  test("puts its definitions into a unit of their own, at the pinned version, which nothing prunes or deletes", () => {
    const units = unitsOf({ components: [component("longhorn", { crds: ["longhorn.io"], needs: ["foundation"] })] });
    expect(unit(units, "longhorn-crds")).toMatchObject({
      class: "crds",
      crdGroups: ["longhorn.io"],
      sources: [
        {
          repoURL: "https://git.home.lab/home-org/crds.git",
          targetRevision: `longhorn-${sampleCluster.versions.longhorn?.version}`,
          path: "longhorn",
        },
      ],
      syncOptions: ["Prune=false", "Delete=false"],
    });
    expect(unit(units, "longhorn-crds")).not.toHaveProperty("populate");
    expect(unit(units, "longhorn").needs).toEqual(["longhorn-crds", "foundation"]);
  });

  test("finds a component whose definitions have no pinned version, by cluster and field", () => {
    const { findings } = collect(declare({ components: [component("redis", { crds: ["redis.io"] })] }));
    expect(findings).toMatchObject([
      { level: "error", rule: "versions", cluster: "home", unit: "redis-crds", field: "versions.redis" },
    ]);
  });
});

describe("collect() reports", () => {
  test("wrong facts, names, environments and overrides together", () => {
    const wrong: Cluster = { ...sampleCluster, postgres: { node: "pi2", port: 0 } };
    const apps: AppDefinition[] = [app("Shop"), app("erp", { environments: ["prod", "snadbox"] })];
    const images = new Map([["home", "ghost: { tag: 1.0.0 }\n"]]);
    const { findings } = collect(declare({ clusters: [wrong], apps, images }));
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(["facts", "names", "environments", "images"]));
  });

  test("facts that cannot be read, and goes on with the other clusters", () => {
    const { gitea: _, ...rest } = sampleCluster;
    const broken = { ...rest, name: "broken" } as Cluster;
    const { units, findings } = collect(declare({ clusters: [broken, sampleCluster], apps: [app("erp")] }));
    expect(findings).toMatchObject([{ rule: "facts", cluster: "broken", field: "gitea", problem: "it is missing" }]);
    expect(units.map(({ cluster, name }) => `${cluster.name}/${name}`)).toEqual(["home/erp"]);
  });

  test("nothing about a sound declaration", () => {
    expect(collect(declare({ apps: [app("erp")], components: [component("foundation")] })).findings).toEqual([]);
  });
});

test("collect() applies an image override to the one instance that it names", () => {
  const apps = [app("erp", { environments: ["prod", "sandbox"] })];
  const units = unitsOf({ apps, images: new Map([["home", "erp-sandbox: { tag: 1.5.0-rc1 }\n"]]) });
  expect(unit(units, "erp").instance?.image).toBe("git.home.lab/home-org/erp:1.0.0");
  expect(unit(units, "erp-sandbox").instance?.image).toBe("git.home.lab/home-org/erp:1.5.0-rc1");
});
