import { expect, test } from "vitest";
import { sampleClaim } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { volumeClaimShrinks } from "./volume-claim-shrinks.ts";

const sized = (storage: string | number) => sampleClaim({ spec: { resources: { requests: { storage } } } });

test.each([
  ["5Gi", "4Gi"],
  ["1Gi", "1G"],
  ["2Gi", 1024],
])("volume-claim-shrinks stops a claim that goes from %s to %s", (before, after) => {
  expect(seen(volumeClaimShrinks, { erp: [sized(before)] }, { erp: [sized(after)] })).toEqual([
    `stop: claim "documents" shrinks from ${before} to ${after}`,
  ]);
});

test.each([
  ["1Gi", "2Gi"],
  ["1Gi", "1024Mi"],
  ["1Gi", "a lot"],
])("volume-claim-shrinks is silent about %s that becomes %s", (before, after) => {
  expect(seen(volumeClaimShrinks, { erp: [sized(before)] }, { erp: [sized(after)] })).toEqual([]);
});

test("volume-claim-shrinks is silent about other kinds", () => {
  const volume = (size: string) => ({ erp: [{ ...sized(size), kind: "DataVolume" }] });
  expect(seen(volumeClaimShrinks, volume("2Gi"), volume("1Gi"))).toEqual([]);
});
