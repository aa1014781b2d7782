import { expect, test } from "vitest";
import { kubernetesSchemas } from "./kubernetes-schemas.ts";

const kind = (group: string, version: string, kind: string) => ({ group, version, kind });

test("kubernetesSchemas() has each kind of each group, and the definitions that they share", () => {
  const { schemas, unreadable } = kubernetesSchemas(
    JSON.stringify({
      definitions: {
        Pod: {
          type: "object",
          properties: { spec: { $ref: "#/definitions/Spec" } },
          "x-kubernetes-group-version-kind": [kind("", "v1", "Pod")],
        },
        Job: { type: "object", "x-kubernetes-group-version-kind": [kind("batch", "v1", "Job")] },
        Spec: { type: "object", properties: { count: { type: "integer", format: "int32" } } },
        "io.k8s.apimachinery.pkg.api.resource.Quantity": { oneOf: [{ type: "string" }, { type: "number" }] },
      },
    }),
  );
  expect(unreadable).toEqual([]);
  expect(schemas.get("v1 Pod")).toEqual({ ref: "Pod" });
  expect(schemas.get("batch/v1 Job")).toEqual({ ref: "Job" });
  expect(schemas.get("Pod")?.properties?.spec).toEqual({ ref: "Spec" });
  expect(schemas.get("Job")).toEqual({ type: "object", open: true });
  expect(schemas.get("Spec")?.properties?.count).toEqual({ type: "integer", limits: { format: "int32" } });
  expect(schemas.get("io.k8s.apimachinery.pkg.api.resource.Quantity")).toEqual({ type: "quantity" });
});

test.each(["", "null", "{}", "<html>"])("kubernetesSchemas() says of %j that it has no definitions", text => {
  const { schemas, unreadable } = kubernetesSchemas(text);
  expect({ size: schemas.size, problems: unreadable.map(({ problem }) => problem) }).toEqual({
    size: 0,
    problems: ["it is no JSON with definitions"],
  });
});
