import { describe, expect, test } from "vitest";
import type { Cluster, Node } from "../../clusters/lab.ts";
import { INSTRUCTION_SETS, onFittingNodes } from "../../platform/instruction-sets.ts";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { graphOf } from "../model/graph.ts";
import { sampleObject, sampleUnit } from "../testing/sample-unit.ts";
import { instructionSets } from "./instruction-sets.ts";

const CLICKHOUSE = "docker.io/clickhouse/clickhouse-server";

/** A Pi 5 and a Pi 4. */
const aged: Cluster = {
  ...sampleCluster,
  nodes: { ...sampleCluster.nodes, pi2: { ...(sampleCluster.nodes.pi2 as Node), instructionSet: "armv8.0-a" } },
};

function findings(cluster: Cluster, pod: object = {}, image = `${CLICKHOUSE}:24.12.6.70-alpine`) {
  const spec = { template: { spec: { containers: [{ name: "main", image }], ...pod } } };
  const units = [sampleUnit("events", [sampleObject("apps/v1/Deployment", "events/events", { spec })], { cluster })];
  return instructionSets.check({ cluster, units, graph: graphOf(units), prose: new Map() });
}

describe("instruction-sets", () => {
  test("accepts an image that every node's processor understands, and one of which nothing is known", () => {
    expect(findings(sampleCluster)).toEqual([]);
    expect(findings(aged, {}, "docker.io/library/redis:8.2.3")).toEqual([]);
    expect(findings(aged, {}, "clickhouse/clickhouse-server")).toEqual([]);
  });

  test("names the node, what it understands and what it would have to", () => {
    expect(findings(aged)).toMatchObject([
      {
        unit: "events",
        field: "spec.template.spec.containers[main].image",
        problem: `the pod may run on pi2 (armv8.0-a, not armv8.2-a), and "${CLICKHOUSE}" needs more`,
      },
    ]);
  });

  test("accepts a pod that is kept away from it", () => {
    expect(findings(aged, { nodeSelector: { "kubernetes.io/hostname": "pi1" } })).toEqual([]);
    expect(findings(aged, onFittingNodes(aged, CLICKHOUSE))).toEqual([]);
  });

  test("sees the images of containers that run first too", () => {
    const initContainers = [{ name: "first", image: `${CLICKHOUSE}:24.12.6.70-alpine` }];
    expect(findings(aged, { containers: [], initContainers })).toHaveLength(1);
  });

  test("asks of a processor what the image of its own architecture needs", () => {
    const pi2: Node = { ...(sampleCluster.nodes.pi2 as Node), architecture: "amd64", instructionSet: "x86-64-v2" };
    expect(findings({ ...sampleCluster, nodes: { ...sampleCluster.nodes, pi2 } })).toEqual([]);
  });
});

test("onFittingNodes() ties a pod to nothing where it may run everywhere", () => {
  expect(onFittingNodes(sampleCluster, CLICKHOUSE)).toEqual({});
});

test("every minimum says where it is from", () => {
  for (const { source } of Object.values(INSTRUCTION_SETS)) expect(source).toMatch(/^https:/);
});
