import { Size } from "cdk8s";
import { describe, expect, test } from "vitest";
import type { Cluster } from "../clusters/lab.ts";
import type { AppDefinition, NativeApp } from "../platform/app.ts";
import { components } from "../platform/components/index.ts";
import { WebApp } from "../platform/shapes/web-app.ts";
import { sampleCluster } from "../platform/testing/sample-instance.ts";
import { build } from "./model/build.ts";
import type { Declaration } from "./model/declaration.ts";
import { render } from "./pipeline.ts";
import { compare } from "./tree/compare.ts";
import type { Tree } from "./tree/tree.ts";
import { isOfUnits } from "./tree/unit-changes.ts";

const app = (name: string, changes: Partial<NativeApp> = {}): NativeApp => ({
  name,
  environments: ["prod"],
  image: `home-org/${name}:1.0.0`,
  database: true,
  secrets: ["smtp"],
  volumes: { files: Size.gibibytes(1) },
  resources: (chart, instance) => new WebApp(chart, "web", { ...instance, port: 8080, memory: Size.mebibytes(64) }),
  ...changes,
});
const declare = (apps: readonly AppDefinition[], clusters: readonly Cluster[] = [sampleCluster]): Declaration => ({
  clusters,
  components,
  apps,
  images: new Map(),
  prose: new Map(),
  absent: new Set(),
});
const base = [app("erp", { environments: ["prod", "sandbox"] }), app("cms")];
const treeOf = async (declaration: Declaration): Promise<Tree> => (await render(declaration)).tree;
/** What changes of what is not the unit's own. */
const ofOthers = (before: Tree, after: Tree, unit: string) =>
  compare(before, after)
    .filter(change => !isOfUnits(change, [unit]))
    .map(({ path }) => path);

const differing = (before: Tree, after: Tree) =>
  [...new Set([...before.keys(), ...after.keys()])].filter(path => before.get(path) !== after.get(path));

describe("render()", () => {
  test("gives the same bytes twice", async () => {
    expect([...(await treeOf(declare(base)))]).toEqual([...(await treeOf(declare(base)))]);
  });

  test("adding an app changes no file of anything else, in whatever place of the list", async () => {
    const before = await treeOf(declare(base));
    for (const apps of [
      [...base, app("shop")],
      [app("shop"), ...base],
    ]) {
      const after = await treeOf(declare(apps));
      expect(differing(before, after).length).toBeGreaterThan(5);
      expect(ofOthers(before, after, "shop")).toEqual([]);
    }
  });

  test("adding an app with its own chart adds to others only what Argo CD must know of its repository", async () => {
    const chart: AppDefinition = { name: "own", environments: ["prod"], chart: true };
    const [before, after] = [await treeOf(declare(base)), await treeOf(declare([...base, chart]))];
    expect(ofOthers(before, after, "own")).toEqual(["home/argocd/vaultstaticsecret-repository-own.yaml"]);
  });

  test("adding an environment moves nothing that is there", async () => {
    const { prod, ...others } = sampleCluster.environments;
    if (prod === undefined) throw new Error("the sample has no production");
    const staging = { ...sampleCluster, environments: { staging: prod, prod, ...others } };
    const [erp, cms] = base as [NativeApp, NativeApp];
    const more = [{ ...erp, environments: ["staging", "prod", "sandbox"] as const }, cms];
    const before = await treeOf(declare(base));
    const after = await treeOf(declare(more, [staging]));
    expect(differing(before, after).length).toBeGreaterThan(5);
    expect(ofOthers(before, after, "erp-staging")).toEqual([]);
    expect(differing(before, await treeOf(declare(base, [staging])))).toEqual([]);
  });

  test("removing an app takes away its files and no other", async () => {
    const [before, after] = [await treeOf(declare(base)), await treeOf(declare(base.slice(0, 1)))];
    expect(ofOthers(before, after, "cms")).toEqual([]);
  });

  test("builds each unit once, with the builder that it is given", async () => {
    const built: string[] = [];
    await render(declare(base), unit => {
      built.push(unit.name);
      return build(unit);
    });
    expect(new Set(built).size).toBe(built.length);
    expect(built).toEqual(expect.arrayContaining(["erp", "erp-sandbox", "cms", "argocd", "traefik-crds"]));
  });

  test("reports what is wrong in every stage together, and lays out the rest", async () => {
    const throwing = app("broken", {
      resources: () => {
        throw new Error("half way");
      },
    });
    const twice = app("twice", {
      resources: (chart, instance) => {
        for (const id of ["a", "b"]) {
          new WebApp(chart, id, { ...instance, port: 8080, memory: Size.mebibytes(64) });
        }
      },
    });
    const { tree, findings } = await render(declare([...base, throwing, twice, app("Illegal")]));
    const rules = new Set(findings.map(({ rule }) => rule));
    for (const rule of ["names", "build", "paths", "ownership"]) expect(rules).toContain(rule);
    expect(tree.has("home/erp/deployment-erp.yaml")).toBe(true);
  });

  test("reports the facts of a cluster that cannot be read beside what is wrong elsewhere", async () => {
    const { gitea: _, ...rest } = sampleCluster;
    const { labs, findings } = await render(
      declare([...base, app("Illegal")], [{ ...rest, name: "broken" } as Cluster, sampleCluster]),
    );
    expect(labs.map(({ cluster }) => cluster.name)).toEqual(["home"]);
    expect(findings).toContainEqual(expect.objectContaining({ rule: "facts", cluster: "broken", field: "gitea" }));
    expect(findings).toContainEqual(expect.objectContaining({ rule: "names", unit: "Illegal" }));
  });
});
