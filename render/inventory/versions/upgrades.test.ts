import { describe, expect, test } from "vitest";
import { defineComponent } from "../../../platform/component.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { sampleCluster } from "../../../platform/testing/sample-instance.ts";
import { graphOf } from "../../model/graph.ts";
import { sampleObject, sampleUnit } from "../../testing/sample-unit.ts";
import { upgradesOf } from "./upgrades.ts";

const component = defineComponent({
  ...{ name: "traefik", class: "platform", namespace: "traefik" },
  crds: ["traefik.io"],
  resources: () => {},
});
const ways = (...objects: readonly KubeObject[]) => {
  const units = [sampleUnit("traefik", objects, { component })];
  return upgradesOf({ cluster: sampleCluster, units, graph: graphOf(units), prose: new Map() });
};
const way = (name: string, ...objects: readonly KubeObject[]) => ways(...objects).find(each => each.name === name);
const workload = (kind: string, spec: object) => sampleObject(`apps/v1/${kind}`, "traefik/traefik", { spec });
const away = (kind: string, spec: object) => way("traefik", workload(kind, spec))?.away.map(({ why }) => why);

describe("upgradesOf()", () => {
  test("has a way for everything that is pinned", () => {
    expect(ways().map(({ name }) => name)).toEqual(Object.keys(sampleCluster.versions));
  });

  test("knows components whose CRDs come first", () => {
    expect(way("traefik")).toMatchObject({ component: "traefik", hasDefinitions: true, isOnHosts: false });
    expect(way("vault")).toMatchObject({ component: undefined, hasDefinitions: false });
  });

  test("knows what does not go back, and what leaves out no minor version", () => {
    expect(way("k3s")).toMatchObject({ goesBack: false, skipsMinors: false });
    expect(way("traefik")).toMatchObject({ goesBack: true, skipsMinors: true });
  });

  test.each([
    ["Deployment", { replicas: 1, strategy: { type: "Recreate" } }, ["one pod"]],
    ["Deployment", { replicas: 1, strategy: { type: "RollingUpdate" } }, []],
    ["StatefulSet", { replicas: 1 }, ["one pod"]],
    ["StatefulSet", { replicas: 2 }, []],
    ["StatefulSet", { replicas: 1, updateStrategy: { type: "OnDelete" } }, ["when you delete its pod"]],
    ["DaemonSet", {}, ["node after node"]],
  ])("says of a %s with %j what is away", (kind, spec, why) => {
    expect(away(kind, spec)).toEqual(why);
  });
});
