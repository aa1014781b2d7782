import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { crdVersionRemoved } from "./crd-version-removed.ts";

const version = (name: string, served = true, storage = false) => ({ name, served, storage });
const definition = (...versions: object[]) =>
  sampleObject("apiextensions.k8s.io/v1", "CustomResourceDefinition", "jobs.longhorn.io", {
    spec: { group: "longhorn.io", names: { kind: "RecurringJob" }, versions },
  });
const job = (v: string) => sampleObject(`longhorn.io/${v}`, "RecurringJob", "nightly");

test("crd-version-removed warns of a version that goes, and says how much of it is in git", () => {
  const before = { longhorn: [definition(version("v1beta1"), version("v1beta2", true, true)), job("v1beta1")] };
  const after = { longhorn: [definition(version("v1beta2", true, true)), job("v1beta1")] };
  expect(seen(crdVersionRemoved, before, after)).toEqual([
    'warn: version "v1beta1" goes, and 1 object in git is written in it',
  ]);
  const moved = { longhorn: [definition(version("v1beta2", true, true)), job("v1beta2")] };
  expect(seen(crdVersionRemoved, before, moved)).toEqual(['warn: version "v1beta1" goes']);
});

test("crd-version-removed warns of a version that is no longer served while git holds objects of it", () => {
  const before = { longhorn: [definition(version("v1beta1"), version("v1", true, true)), job("v1beta1")] };
  const after = { longhorn: [definition(version("v1beta1", false), version("v1", true, true)), job("v1beta1")] };
  expect(seen(crdVersionRemoved, before, after)).toEqual([
    'warn: version "v1beta1" is no longer served, and 1 object in git is written in it',
  ]);
});

test("crd-version-removed notes that another version is stored", () => {
  const before = { longhorn: [definition(version("v1beta1", true, true), version("v1"))] };
  const after = { longhorn: [definition(version("v1beta1"), version("v1", true, true))] };
  expect(seen(crdVersionRemoved, before, after)).toEqual([
    'note: version "v1beta1" is no longer the one that is stored',
  ]);
});

test("crd-version-removed is silent where a version comes, or an unused one is no longer served", () => {
  const before = { longhorn: [definition(version("v1beta1"), version("v1", true, true))] };
  const after = { longhorn: [definition(version("v1beta1", false), version("v1", true, true), version("v2"))] };
  expect(seen(crdVersionRemoved, before, after)).toEqual([]);
});

test("crd-version-removed is silent where a version was not served before, and about other kinds with versions", () => {
  const unserved = (rest: object = {}) => ({ longhorn: [definition({ ...version("v1", false), ...rest }), job("v1")] });
  expect(seen(crdVersionRemoved, unserved(), unserved({ deprecated: true }))).toEqual([]);
  const catalog = (...versions: object[]) => ({
    erp: [sampleObject("example.net/v1", "Catalog", "erp", { spec: { versions } })],
  });
  expect(seen(crdVersionRemoved, catalog(version("v1")), catalog())).toEqual([]);
});
