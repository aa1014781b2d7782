import { describe, expect, test } from "vitest";
import { sampleCluster } from "../../../platform/testing/sample-instance.ts";
import { admittedNodes } from "./admitted-nodes.ts";

const HOST = "kubernetes.io/hostname";
const SERVER = "node-role.kubernetes.io/control-plane";

function wanting(...expressions: readonly object[]) {
  const terms = { nodeSelectorTerms: expressions.map(expression => ({ matchExpressions: [expression] })) };
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } } };
}

describe("admittedNodes()", () => {
  test.each([
    ["asks for nothing", {}, ["pi1", "pi2"]],
    ["selects a node", { nodeSelector: { [HOST]: "pi2" } }, ["pi2"]],
    ["selects an architecture that no node has", { nodeSelector: { "kubernetes.io/arch": "amd64" } }, []],
    ["selects by a label that no fact knows", { nodeSelector: { disk: "ssd" } }, ["pi1", "pi2"]],
    ["must be on one of some", wanting({ key: HOST, operator: "In", values: ["pi1", "pi9"] }), ["pi1"]],
    ["must not be on one", wanting({ key: HOST, operator: "NotIn", values: ["pi1"] }), ["pi2"]],
    ["wants a label that every node has", wanting({ key: HOST, operator: "Exists" }), ["pi1", "pi2"]],
    ["must be on a node without a name", wanting({ key: HOST, operator: "DoesNotExist" }), []],
    ["wants a label that no fact knows", wanting({ key: "disk", operator: "In", values: ["ssd"] }), ["pi1", "pi2"]],
    ["names a node itself", { nodeName: "pi2" }, ["pi2"]],
    ["selects servers", { nodeSelector: { [SERVER]: "true" } }, ["pi1"]],
    ["wants a server", wanting({ key: SERVER, operator: "Exists" }), ["pi1"]],
    ["wants no server", wanting({ key: SERVER, operator: "DoesNotExist" }), ["pi2"]],
    [
      "has two ways to be content",
      wanting({ key: HOST, operator: "In", values: ["pi1"] }, { key: HOST, operator: "In", values: ["pi2"] }),
      ["pi1", "pi2"],
    ],
  ])("of a pod that %s", (_, spec, nodes) => {
    expect(admittedNodes(sampleCluster, spec)).toEqual(nodes);
  });

  test("heeds no wish that need not hold", () => {
    const preference = { matchExpressions: [{ key: HOST, operator: "In", values: ["pi1"] }] };
    const preferredDuringSchedulingIgnoredDuringExecution = [{ weight: 1, preference }];
    const spec = { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution } } };
    expect(admittedNodes(sampleCluster, spec)).toEqual(["pi1", "pi2"]);
  });
});
