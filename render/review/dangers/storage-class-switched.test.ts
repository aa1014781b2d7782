import { expect, test } from "vitest";
import { sampleClaim } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { storageClassSwitched } from "./storage-class-switched.ts";

const ofClass = (storageClassName?: string) => sampleClaim({ spec: { storageClassName } });

test.each([
  ["longhorn", "local", 'class "longhorn" to class "local"'],
  [undefined, "local", 'the default class to class "local"'],
  ["longhorn", "", 'class "longhorn" to no class'],
])("storage-class-switched stops a claim that goes from %s to %s", (before, after, words) => {
  expect(seen(storageClassSwitched, { erp: [ofClass(before)] }, { erp: [ofClass(after)] })).toEqual([
    `stop: claim "documents" moves from ${words}`,
  ]);
});

test("storage-class-switched is silent where the class stays, about a new claim, and about other kinds", () => {
  const larger = sampleClaim({ spec: { storageClassName: "longhorn", resources: { requests: { storage: "2Gi" } } } });
  expect(seen(storageClassSwitched, { erp: [ofClass("longhorn")] }, { erp: [larger] })).toEqual([]);
  expect(seen(storageClassSwitched, { erp: [] }, { erp: [ofClass("longhorn")] })).toEqual([]);
  const volume = (name: string) => ({ erp: [{ ...ofClass(name), kind: "PersistentVolume" }] });
  expect(seen(storageClassSwitched, volume("longhorn"), volume("local"))).toEqual([]);
});
