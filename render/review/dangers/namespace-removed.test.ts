import { expect, test } from "vitest";
import { PROTECTED, sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { namespaceRemoved } from "./namespace-removed.ts";

const namespace = (name: string, metadata = {}) =>
  sampleObject("v1", "Namespace", name, { metadata: { name, ...metadata } });

test("namespace-removed stops a change that deletes a namespace", () => {
  const stopped = ['stop: namespace "erp" is deleted, with everything in it'];
  expect(seen(namespaceRemoved, { erp: [namespace("erp")] }, { erp: [] })).toEqual(stopped);
});

test("namespace-removed stops a change that renames a namespace", () => {
  const stopped = ['stop: namespace "erp" is deleted, with everything in it'];
  expect(seen(namespaceRemoved, { erp: [namespace("erp")] }, { erp: [namespace("shop")] })).toEqual(stopped);
});

test("namespace-removed is silent where the namespace is kept, or another kind of that name goes", () => {
  expect(seen(namespaceRemoved, { erp: [namespace("erp", PROTECTED)] }, { erp: [] })).toEqual([]);
  const foreign = sampleObject("tenancy.example.net/v1", "Namespace", "erp");
  expect(seen(namespaceRemoved, { erp: [foreign] }, { erp: [] })).toEqual([]);
});
