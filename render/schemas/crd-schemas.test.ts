import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { crdSchemas } from "./crd-schemas.ts";
import { faultsOf } from "./faults-of.ts";
import type { Schema } from "./schema.ts";

const crd = (spec: object, versions?: object[]) =>
  stringify({
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name: "disks.example.org" },
    spec: {
      group: "example.org",
      names: { kind: "Disk" },
      versions: versions ?? [
        { name: "v1", served: true, schema: { openAPIV3Schema: { type: "object", properties: { spec } } } },
      ],
    },
  });
const meta: Schema = { type: "object", open: true };

/** What is wrong with a `spec` under its schema. */
function faults(schema: object, spec: unknown): string[] {
  const { schemas, unreadable } = crdSchemas(crd(schema));
  expect(unreadable).toEqual([]);
  const disk = { apiVersion: "example.org/v1", kind: "Disk", metadata: {}, spec };
  return faultsOf(disk, schemas.get("example.org/v1 Disk") ?? {}, () => meta).map(({ field }) => field);
}

describe("crdSchemas()", () => {
  test("has each served version of each CRD, and nothing of the other documents", () => {
    const schema = { openAPIV3Schema: { type: "object" } };
    const versions = [
      { name: "v1", served: true, schema },
      { name: "v2", served: false, schema },
      { name: "v3", served: true, schema },
    ];
    const other = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n---\n";
    expect([...crdSchemas(other + crd({}, versions)).schemas.keys()]).toEqual([
      "example.org/v1 Disk",
      "example.org/v3 Disk",
    ]);
  });

  test.each<[string, object, unknown, string[]]>([
    ["refuses unknown fields", { type: "object", properties: { a: { type: "string" } } }, { a: "x", b: 1 }, ["spec.b"]],
    ["refuses any field of an object that has none", { type: "object" }, { b: 1 }, ["spec.b"]],
    [
      "lets unknown fields be where they are kept",
      { type: "object", "x-kubernetes-preserve-unknown-fields": true, properties: { a: { type: "string" } } },
      { a: 1, b: 1 },
      ["spec.a"],
    ],
    [
      "lets any key be of a map",
      { type: "object", additionalProperties: { type: "string" } },
      { a: "x", b: 1 },
      ["spec.b"],
    ],
    ["lets anything be of an open map", { type: "object", additionalProperties: true }, { b: 1 }, []],
    [
      "reads an amount of both kinds",
      {
        type: "object",
        properties: { a: { "x-kubernetes-int-or-string": true, anyOf: [{ type: "integer" }, { type: "string" }] } },
      },
      { a: true },
      ["spec.a"],
    ],
    [
      "lets null be where it may be",
      { type: "object", properties: { a: { type: "string", nullable: true } } },
      { a: null },
      [],
    ],
    ["refuses null elsewhere", { type: "object", properties: { a: { type: "string" } } }, { a: null }, ["spec.a"]],
    [
      "does not require what has a default",
      {
        type: "object",
        required: ["a", "b"],
        properties: { a: { type: "string", default: "x" }, b: { type: "string" } },
      },
      {},
      ["spec.b"],
    ],
    [
      "knows the fields that every embedded object has",
      { type: "object", "x-kubernetes-embedded-resource": true, properties: { spec: { type: "string" } } },
      { apiVersion: "v1", kind: "A", metadata: { name: "a" }, data: 1 },
      ["spec.data"],
    ],
    [
      "takes conditions for conditions",
      {
        type: "object",
        properties: { a: { type: "string" }, b: { type: "string" } },
        oneOf: [{ properties: { a: { enum: ["x"] } }, required: ["a"] }, { required: ["b"] }],
      },
      { a: "x" },
      [],
    ],
    [
      "refuses an item of a set twice",
      {
        type: "object",
        properties: { a: { type: "array", "x-kubernetes-list-type": "set", items: { type: "string" } } },
      },
      { a: ["x", "x"] },
      ["spec.a[1]"],
    ],
    [
      "refuses a key of a list twice",
      {
        type: "object",
        properties: {
          a: {
            type: "array",
            "x-kubernetes-list-type": "map",
            "x-kubernetes-list-map-keys": ["k"],
            items: { type: "object", properties: { k: { type: "string" } } },
          },
        },
      },
      { a: [{ k: "x" }, { k: "x" }] },
      ["spec.a[1]"],
    ],
  ])("%s", (_, schema, spec, expected) => {
    expect(faults(schema, spec)).toEqual(expected);
  });

  test("refuses unknown fields beside spec, and asks Kubernetes about metadata", () => {
    const { schemas } = crdSchemas(crd({ type: "object" }));
    const disk = { apiVersion: "example.org/v1", kind: "Disk", metadata: { nam: "a" }, spce: {} };
    const ofMeta: Schema = { type: "object", properties: { name: { type: "string" } } };
    const found = faultsOf(disk, schemas.get("example.org/v1 Disk") ?? {}, () => ofMeta);
    expect(found.map(({ field }) => field)).toEqual(["metadata.nam", "spce"]);
  });

  test.each([
    ["no CRD", "apiVersion: v1\nkind: ConfigMap\n", "there is no CRD in it"],
    ["nothing", "", "there is no CRD in it"],
    ["no YAML", 'kind: CustomResourceDefinition\nspec: "a\n', "it is no YAML: "],
    [
      "no served version",
      crd({}, [{ name: "v1", served: false, schema: { openAPIV3Schema: {} } }]),
      "it serves no version with a schema",
    ],
    ["no schema", crd({}, [{ name: "v1", served: true }]), "it serves no version with a schema"],
    ["no spec", "kind: CustomResourceDefinition\nmetadata:\n  name: a\n", "it serves no version with a schema"],
    [
      "a pattern that Go cannot read",
      crd({ type: "string", pattern: "a(?=b)" }),
      'its pattern "a(?=b)" is no regular expression of Go: ',
    ],
    [
      "a format that nobody here knows",
      crd({ type: "string", format: "ipv4" }),
      'its format "ipv4" is not one that render/schemas/formats.ts knows',
    ],
  ])("says of a file with %s that it cannot be read", (_, text, problem) => {
    expect(crdSchemas(text).unreadable.map(fault => fault.problem)).toEqual([expect.stringContaining(problem)]);
  });

  test("says where a schema cannot be read, and reads the rest", () => {
    const spec = {
      type: "object",
      properties: { list: { type: "array", items: { type: "string", pattern: "[a" } }, size: { type: "integer" } },
    };
    const { schemas, unreadable } = crdSchemas(crd(spec));
    expect(unreadable.map(({ field }) => field)).toEqual(["Disk.spec.list[]"]);
    expect(schemas.get("example.org/v1 Disk")?.properties?.spec?.properties?.size).toEqual({ type: "integer" });
  });
});
