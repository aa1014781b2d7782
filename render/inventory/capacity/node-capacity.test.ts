import { expect, test } from "vitest";
import { MEBIBYTE } from "../../checks/capacity/bytes.ts";
import { capacity } from "../../checks/capacity.ts";
import type { Lab } from "../../checks/rule.ts";
import { appsOnly, declaredLab, withEdit } from "../../testing/declared-lab.ts";
import { floatingPodsOf, nodeCapacitiesOf, nodeLossesOf } from "./node-capacity.ts";

const lab = await declaredLab();
/** The apps alone, with so many pods of one gibibyte each. */
function crowded(pods: number): Lab {
  return withEdit(appsOnly(lab), "erp/Deployment/erp", ({ spec }) => {
    spec.replicas = pods;
    const requests = { cpu: "10m", memory: "1Gi" };
    spec.template.spec.containers[0].resources = { requests, limits: { memory: requests.memory } };
  });
}

test("what is left of a node is what it offers without its agents and what is pinned there", () => {
  const nodes = nodeCapacitiesOf(lab);
  expect(nodes.map(({ node }) => node)).toEqual(["pi1", "pi2", "pi3"]);
  for (const { offered, agents, pinned, left } of nodes) {
    expect(left.memory).toBe(offered.memory - agents.memory - pinned.memory);
    expect(left.cpu).toBe(offered.cpu - agents.cpu - pinned.cpu);
  }
  expect(nodes.map(({ pinned }) => pinned.memory / MEBIBYTE)).toEqual([0, 0, 3072]);
});

test("with pi3 lost, what is pinned there waits for it, and the rest finds room", () => {
  const loss = nodeLossesOf(lab).find(({ node }) => node === "pi3");
  expect(loss?.gone.map(({ unit }) => unit.name)).toEqual(["ollama"]);
  expect(loss?.homeless).toEqual([]);
});

test("the declared lab loses any one node without a pod that finds no room, as the rule finds", async () => {
  expect(nodeLossesOf(lab).map(({ homeless }) => homeless.length)).toEqual([0, 0, 0]);
  expect(await capacity.check(lab)).toEqual([]);
});

test("a loss that is too much is one of which the rule has a finding, with the same numbers", async () => {
  const full = crowded(12);
  const short = nodeLossesOf(full).filter(({ homeless }) => homeless.length > 0);
  const findings = await capacity.check(full);
  expect(short.map(({ node }) => node)).toEqual(["pi1", "pi3"]);
  expect(findings.map(({ problem }) => problem)).toEqual(
    short.map(({ node, requested, offered }) => {
      const [wanted, there] = [Math.ceil(requested.memory / MEBIBYTE), Math.floor(offered.memory / MEBIBYTE)];
      return `everything requests ${wanted}Mi of memory, ${there}Mi are left without ${node}`;
    }),
  );
});

test("a workload of which several pods find no room is named once", () => {
  const [first] = nodeLossesOf(crowded(18));
  expect(first?.homeless.filter(({ unit }) => unit.name === "erp")).toHaveLength(1);
});

test("pods that may run anywhere are counted by their replicas", () => {
  expect(floatingPodsOf(crowded(12)).count - floatingPodsOf(crowded(2)).count).toBe(10);
});

test("a cluster of one node has none to lose", () => {
  const { pi1, ...others } = lab.cluster.nodes;
  expect(Object.keys(others)).toEqual(["pi2", "pi3"]);
  if (pi1 === undefined) throw new Error("the lab has no pi1");
  expect(nodeLossesOf({ ...lab, cluster: { ...lab.cluster, nodes: { pi1 } } })).toEqual([]);
});
