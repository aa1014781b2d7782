import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { spreadRemoved } from "./spread-removed.ts";

const spread = { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: "kubernetes.io/hostname" }] };
const apart = { affinity: { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1 }] } } };
const deployed = (pod: object, replicas = 2) => sampleDeployment({ pod, spec: { replicas } });
const removed = (before: object, after: object, replicas = 2) =>
  seen(spreadRemoved, { erp: [deployed(before)] }, { erp: [deployed(after, replicas)] });

test("spread-removed tells where neither spread nor anti-affinity is left, and less loudly of one pod", () => {
  expect(removed(spread, {})).toEqual(["warn: nothing spreads its pods over nodes any more"]);
  expect(removed(apart, { topologySpreadConstraints: [] })).toHaveLength(1);
  expect(removed(spread, {}, 1)).toEqual(["note: nothing spreads its pods over nodes any more"]);
});

test("spread-removed is silent where the one takes the place of the other, and where there was none", () => {
  expect(removed(spread, apart)).toEqual([]);
  expect(removed({}, {})).toEqual([]);
});
