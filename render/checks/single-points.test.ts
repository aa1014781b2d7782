import { describe, expect, test } from "vitest";
import { SINGLE_POINTS } from "../../platform/single-points.ts";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { graphOf } from "../model/graph.ts";
import { sampleObject, sampleUnit } from "../testing/sample-unit.ts";
import type { Lab } from "./rule.ts";
import { singlePoints } from "./single-points.ts";

const classes = ["1", "2"].map(copies =>
  sampleObject("storage.k8s.io/v1/StorageClass", `copies-${copies}`, { parameters: { numberOfReplicas: copies } }),
);
const claim = (copies: number) =>
  sampleObject("PersistentVolumeClaim", "web/data", { spec: { storageClassName: `copies-${copies}` } });
const pinned = sampleObject("apps/v1/Deployment", "web/web", {
  spec: { template: { spec: { nodeSelector: { "kubernetes.io/hostname": "pi2" }, containers: [] } } },
});

function required(key: string, operator: string, ...values: string[]) {
  const nodeSelectorTerms = [{ matchExpressions: [{ key, operator, values }] }];
  return { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } };
}

function labOf(...objects: ReturnType<typeof sampleObject>[]): Lab {
  const units = [sampleUnit("web", [...classes, ...objects])];
  return { cluster: sampleCluster, units, graph: graphOf(units), prose: new Map() };
}

describe("single-points", () => {
  test("accepts a volume with a copy on another node", () => {
    expect(singlePoints.check(labOf(claim(2)))).toEqual([]);
  });

  test("wants the reason for a volume with one copy, and says where to write it", () => {
    expect(singlePoints.check(labOf(claim(1)))).toMatchObject([
      {
        field: "spec.storageClassName",
        problem: 'class "copies-1" keeps one copy, which is lost with its node',
        remedy: 'list "PersistentVolumeClaim/web/data" with the reason, or give it a second place,',
        file: "platform/single-points.ts",
      },
    ]);
  });

  test("sees the volumes that a StatefulSet claims", () => {
    const volumeClaimTemplates = [{ metadata: { name: "data" }, spec: { storageClassName: "copies-1" } }];
    const set = sampleObject("apps/v1/StatefulSet", "web/db", { spec: { volumeClaimTemplates } });
    expect(singlePoints.check(labOf(set))).toMatchObject([
      { field: "spec.volumeClaimTemplates[data].spec.storageClassName" },
    ]);
  });

  test("wants the reason for a pod that may run on one node only", () => {
    expect(singlePoints.check(labOf(pinned))).toMatchObject([
      { field: "spec.template.spec.nodeSelector", problem: 'its pods may run on "pi2" only, and are lost with it' },
    ]);
  });

  test.each<[string, object, string]>([
    ["affinity", { affinity: required("kubernetes.io/hostname", "In", "pi2") }, "affinity"],
    ["its name", { nodeName: "pi2" }, "nodeName"],
  ])("sees a pod that is bound to one node by %s", (_, spec, field) => {
    const bound = sampleObject("apps/v1/Deployment", "web/web", {
      spec: { template: { spec: { ...spec, containers: [] } } },
    });
    expect(singlePoints.check(labOf(bound))).toMatchObject([
      { field: `spec.template.spec.${field}`, problem: 'its pods may run on "pi2" only, and are lost with it' },
    ]);
  });

  test("sees a pod that may run on servers only, of which there is one", () => {
    const bound = sampleObject("apps/v1/Deployment", "web/web", {
      spec: {
        template: { spec: { nodeSelector: { "node-role.kubernetes.io/control-plane": "true" }, containers: [] } },
      },
    });
    expect(singlePoints.check(labOf(bound))).toMatchObject([{ problem: expect.stringContaining('"pi1" only') }]);
  });

  test("leaves a pod alone that may run on any node of its own free will", () => {
    const free = sampleObject("apps/v1/Deployment", "web/web", {
      spec: { template: { spec: { nodeSelector: { "kubernetes.io/os": "linux" }, containers: [] } } },
    });
    expect(singlePoints.check(labOf(free))).toEqual([]);
  });

  test("takes a volume without a class as one of the default class", () => {
    const { storage } = sampleCluster;
    const single = sampleObject("storage.k8s.io/v1/StorageClass", storage.defaultClass, {
      parameters: { numberOfReplicas: "1" },
    });
    expect(
      singlePoints.check(labOf(single, sampleObject("PersistentVolumeClaim", "web/data", { spec: {} }))),
    ).toMatchObject([{ problem: expect.stringContaining(`class "${storage.defaultClass}" keeps one copy`) }]);
  });

  test("sees data that lies on the disk of whatever node its pod is on, unless every node has such a pod", () => {
    const spec = { template: { spec: { volumes: [{ name: "data", hostPath: { path: "/srv" } }], containers: [] } } };
    const [one, each] = ["Deployment", "DaemonSet"].map(kind => sampleObject(`apps/v1/${kind}`, "web/web", { spec }));
    expect(singlePoints.check(labOf(one as never))).toMatchObject([
      { field: "spec.template.spec.volumes[data]", problem: '"/srv" of its node is its own, and is lost with it' },
    ]);
    expect(singlePoints.check(labOf(each as never))).toEqual([]);
  });

  test("asks nothing of a cluster of one node", () => {
    const { pi1 } = sampleCluster.nodes;
    const lab = { ...labOf(claim(1), pinned), cluster: { ...sampleCluster, nodes: { pi1 } as never } };
    expect(singlePoints.check(lab)).toEqual([]);
  });

  test.each(SINGLE_POINTS.map(point => [point.object, point] as const))("%s is listed with a reason", (_, point) => {
    expect(point.reason).toMatch(/\w+ \w+ \w+/);
  });
});
