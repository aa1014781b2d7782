import { expect, test } from "vitest";
import { PROTECTED, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { crdRemoved } from "./crd-removed.ts";

const NAME = "volumes.longhorn.io";
const definition = (metadata: object = {}) =>
  sampleObject("apiextensions.k8s.io/v1", "CustomResourceDefinition", NAME, {
    metadata: { name: NAME, ...metadata },
    spec: { group: "longhorn.io", names: { kind: "Volume" } },
  });
const volume = sampleObject("longhorn.io/v1beta2", "Volume", "documents", {});

test.each([
  ["alone", { longhorn: [] }],
  ["with its whole Application", {}],
])("crd-removed notes a definition that leaves git %s", (_, after) => {
  expect(seen(crdRemoved, { longhorn: [definition()] }, after)).toEqual([`note: definition "${NAME}" leaves git`]);
});

test("crd-removed warns where objects of its kind stay", () => {
  expect(seen(crdRemoved, { longhorn: [definition(PROTECTED), volume] }, { longhorn: [volume] })).toEqual([
    `warn: definition "${NAME}" leaves git, and git keeps 1 object of its kind`,
  ]);
});

test("crd-removed is silent about a definition that changes, and about what else goes", () => {
  expect(seen(crdRemoved, { longhorn: [definition()] }, { longhorn: [definition(PROTECTED)] })).toEqual([]);
  expect(seen(crdRemoved, { longhorn: [volume] }, { longhorn: [] })).toEqual([]);
});
