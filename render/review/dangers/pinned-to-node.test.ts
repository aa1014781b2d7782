import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { pinnedToNode } from "./pinned-to-node.ts";

const pinned = (pod: object, before: object = {}) =>
  seen(pinnedToNode, { erp: [sampleDeployment({ pod: before })] }, { erp: [sampleDeployment({ pod })] });
const selected = (name: string) => ({ nodeSelector: { "kubernetes.io/hostname": name } });
const required = (...values: string[]) => {
  const nodeSelectorTerms = [{ matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values }] }];
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } };
};

test("pinned-to-node tells of a selector, a name and an affinity", () => {
  const told = ['warn: its pods run on "pi2" alone'];
  expect(pinned(selected("pi2"))).toEqual(told);
  expect(pinned({ nodeName: "pi2" })).toEqual(told);
  expect(pinned(required("pi2"))).toEqual(told);
});

test("pinned-to-node is silent where there is a choice, and where there was none before", () => {
  expect(pinned(required("pi1", "pi2"))).toEqual([]);
  expect(pinned({ nodeSelector: { disk: "ssd" } })).toEqual([]);
  expect(pinned(selected("pi3"), selected("pi2"))).toEqual([]);
});
