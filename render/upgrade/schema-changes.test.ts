import { describe, expect, test } from "vitest";
import type { KubeObject } from "../../platform/kube-object.ts";
import { type Schema, schemaChanges } from "./schema-changes.ts";

const text: Schema = { type: "string" };

function crd(spec: Schema, version: object = {}): KubeObject {
  const openAPIV3Schema = { type: "object", properties: { spec: { type: "object", ...spec } } };
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "routes.example.net" },
    spec: {
      group: "example.net",
      names: { kind: "Route" },
      versions: [{ name: "v1", served: true, schema: { openAPIV3Schema }, ...version }],
    },
  };
}

function route(spec: object, name = "web"): KubeObject {
  return { apiVersion: "example.net/v1", kind: "Route", metadata: { name }, spec };
}

function changes(spec: object, before: Schema, after: Schema) {
  return schemaChanges([route(spec)], [crd(before)], [crd(after)]);
}

describe("schemaChanges() finds", () => {
  test("a field that vanished, however deep, and says in which object", () => {
    const rules = (properties: Schema["properties"]): Schema => ({
      properties: { rules: { type: "array", items: { type: "object", ...(properties && { properties }) } } },
    });
    expect(changes({ rules: [{ match: "a" }, { match: "b" }] }, rules({ match: text }), rules({ host: text }))).toEqual(
      [{ object: "Route/web", field: "spec.rules[].match", problem: "it is gone" }],
    );
  });

  test("a field that has another type", () => {
    const before = { properties: { port: { type: "integer" } } };
    expect(changes({ port: 80 }, before, { properties: { port: text } })).toEqual([
      { object: "Route/web", field: "spec.port", problem: "its type was integer and is string" },
    ]);
  });

  test("a field that is required now, unless it has a default or is there", () => {
    const fresh = { properties: { a: text, b: { ...text, default: "x" }, c: text }, required: ["a", "b", "c"] };
    expect(changes({ c: "1" }, { properties: { c: text } }, fresh)).toEqual([
      { object: "Route/web", field: "spec.a", problem: "it is required now, and missing" },
    ]);
  });

  test("a value of a mapping whose keys are free that has another type", () => {
    const map = (type: string): Schema => ({
      properties: { labels: { type: "object", additionalProperties: { type } } },
    });
    expect(changes({ labels: { a: "1" } }, map("string"), map("integer"))).toMatchObject([{ field: "spec.labels.a" }]);
  });

  test.each<[string, KubeObject[]]>([
    ["a kind that is gone", []],
    ["a version that is gone", [crd({}, { name: "v2" })]],
    ["a version that is no longer served", [crd({}, { served: false })]],
  ])("%s", (_, after) => {
    expect(schemaChanges([route({})], [crd({})], after)).toEqual([
      { object: "Route/web", problem: "example.net/v1 Route is no longer served" },
    ]);
  });

  test("the same once, in the first of the objects that it hits", () => {
    const objects = [route({ a: "1" }, "first"), route({ a: "2" }, "second")];
    expect(schemaChanges(objects, [crd({ properties: { a: text } })], [crd({})])).toMatchObject([
      { object: "Route/first", field: "spec.a" },
    ]);
  });
});

describe("schemaChanges() finds nothing", () => {
  test("in fields that vanished and that nobody uses", () => {
    expect(changes({ a: "1" }, { properties: { a: text, b: text } }, { properties: { a: text } })).toEqual([]);
  });

  test("in what neither schema describes, or the new one leaves open", () => {
    const open: Schema = { "x-kubernetes-preserve-unknown-fields": true };
    expect(changes({ a: { b: 1 } }, open, open)).toEqual([]);
    expect(changes({ a: "1" }, { properties: { a: text } }, open)).toEqual([]);
  });

  test("in objects of other kinds", () => {
    const service: KubeObject = { apiVersion: "v1", kind: "Service", metadata: { name: "web" } };
    expect(schemaChanges([service], [crd({})], [])).toEqual([]);
  });
});
