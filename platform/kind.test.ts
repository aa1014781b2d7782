import { expect, test } from "vitest";
import { customResource } from "./custom-resource.ts";
import { kindOf } from "./kind.ts";
import { objectsIn } from "./testing/sample-instance.ts";

test("kindOf() passes on every field of its type, at any depth, as it is written", () => {
  const fields = {
    metadata: { name: "x", labels: { a: "b" } },
    spec: { trafficDistribution: "PreferClose", quantity: "1000m", port: 8080, nested: [{ empty: {}, none: [] }] },
    provisioner: "driver.longhorn.io",
  };
  const Kind = kindOf<typeof fields>("example.org/v1", "Thing");
  expect(objectsIn(chart => new Kind(chart, "thing", fields))).toEqual([
    { apiVersion: "example.org/v1", kind: "Thing", ...fields },
  ]);
});

test("kindOf() names the object as it is told, whatever the construct is called", () => {
  const Kind = kindOf<{ metadata: { name: string } }>("v1", "ConfigMap");
  const named = (id: string) => objectsIn(chart => new Kind(chart, id, { metadata: { name: "settings" } }));
  expect(named("renamed")).toEqual(named("settings"));
});

test("kindOf() does not compile with a field that the kind has not", () => {
  const Kind = kindOf<{ metadata: { name: string } }>("v1", "ConfigMap");
  // @ts-expect-error the type is the promise; what it forbids is passed on all the same
  expect(objectsIn(chart => new Kind(chart, "x", { metadata: { name: "x" }, dataa: {} }))[0]).toHaveProperty("dataa");
});

test("customResource() is a kind with metadata and a specification", () => {
  const Thing = customResource<{ size: number }>("example.org/v1", "Thing");
  expect(objectsIn(chart => new Thing(chart, "x", { metadata: { name: "x" }, spec: { size: 1 } }))).toEqual([
    { apiVersion: "example.org/v1", kind: "Thing", metadata: { name: "x" }, spec: { size: 1 } },
  ]);
});
