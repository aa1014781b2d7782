import { describe, expect, test } from "vitest";
import type { KubeObject } from "../../platform/kube-object.ts";
import { haveEffect, objectDifferences } from "./object-differences.ts";

const object = (apiVersion: string, kind: string, body: object): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name: "a" },
  ...body,
});
const container = (fields: object) =>
  object("apps/v1", "Deployment", { spec: { template: { spec: { containers: [{ name: "a", ...fields }] } } } });
const requests = (cpu: unknown) => container({ resources: { requests: { cpu } } });
const ports = (...list: object[]) => object("v1", "Service", { spec: { ports: list } });
const limits = (cpu: string) => object("v1", "ConfigMap", { data: { cpu }, metadata: { name: "a", labels: { cpu } } });

describe("objectDifferences() marks as without effect", () => {
  test.each<[string, KubeObject, KubeObject]>([
    ["a quantity in other words", requests("1000m"), requests("1")],
    ["a quantity as a number", requests("1"), requests(1)],
    ["a default written down", ports({ port: 80 }), ports({ port: 80, protocol: "TCP", targetPort: 80 })],
    ["a default as null", container({ tty: null }), container({})],
    ["an empty list of a built-in kind", container({ env: [] }), container({})],
    [
      "a pull policy that goes with the tag",
      container({ image: "a:1", imagePullPolicy: "IfNotPresent" }),
      container({ image: "a:1" }),
    ],
    [
      "a whole strategy of defaults",
      object("apps/v1", "Deployment", { spec: { strategy: { type: "RollingUpdate" } } }),
      object("apps/v1", "Deployment", { spec: {} }),
    ],
    [
      "a duration that its controller reads",
      object("secrets.hashicorp.com/v1beta1", "VaultStaticSecret", { spec: { refreshAfter: "1h" } }),
      object("secrets.hashicorp.com/v1beta1", "VaultStaticSecret", { spec: { refreshAfter: "60m" } }),
    ],
    [
      "no labels at all",
      object("example.net/v1", "Pool", { metadata: { name: "a", labels: {} } }),
      object("example.net/v1", "Pool", {}),
    ],
    [
      "a namespace that is told to be the same",
      object("v1", "ConfigMap", { metadata: { name: "a", namespace: "b" } }),
      object("v1", "ConfigMap", {}),
    ],
  ])("%s", (_, before, after) => {
    for (const found of [objectDifferences(before, after), objectDifferences(after, before)]) {
      expect(found.fields.length).toBeGreaterThan(0);
      expect(haveEffect(found)).toBe(false);
    }
  });
});

describe("objectDifferences() leaves an effect to", () => {
  test.each<[string, KubeObject, KubeObject]>([
    ["a quantity of another size", requests("1"), requests("1001m")],
    ["a quantity of another family, which is stored as it is", requests("1024"), requests("1Ki")],
    ["the default of another port", ports({ port: 80, targetPort: 80 }), ports({ port: 81 })],
    [
      "a pull policy that does not go with the tag",
      container({ image: "a", imagePullPolicy: "IfNotPresent" }),
      container({ image: "a" }),
    ],
    ["an empty mapping that is kept", container({ securityContext: {} }), container({})],
    ["a quantity-like key that somebody chose", limits("1000m"), limits("1")],
    [
      "a default-like field of a custom resource",
      object("example.net/v1", "Pool", { spec: { replicas: 1 } }),
      object("example.net/v1", "Pool", { spec: {} }),
    ],
    [
      "a quantity of a custom resource",
      object("example.net/v1", "Pool", { spec: { resources: { limits: { cpu: "1000m" } } } }),
      object("example.net/v1", "Pool", { spec: { resources: { limits: { cpu: "1" } } } }),
    ],
    [
      "a kind of a group that only looks like Kubernetes'",
      object("snapshot.storage.k8s.io/v1", "VolumeSnapshot", { spec: { a: [] } }),
      object("snapshot.storage.k8s.io/v1", "VolumeSnapshot", { spec: {} }),
    ],
    ["an element of a list that is nothing", container({ args: ["a", null] }), container({ args: ["a"] })],
    ["the version of an API", object("apps/v1beta2", "Deployment", {}), object("apps/v1", "Deployment", {})],
    [
      "an order",
      ports({ name: "a", port: 1 }, { name: "b", port: 2 }),
      ports({ name: "b", port: 2 }, { name: "a", port: 1 }),
    ],
  ])("%s", (_, before, after) => {
    expect(haveEffect(objectDifferences(before, after))).toBe(true);
    expect(haveEffect(objectDifferences(after, before))).toBe(true);
  });
});

describe("objectDifferences() of a Secret", () => {
  const secret = (body: object) => object("v1", "Secret", body);

  test("says that a value differs and how long it is, and not what it is", () => {
    const { fields } = objectDifferences(
      secret({ data: { a: "b2xk", b: "YQ==" } }),
      secret({ data: { a: "bmV3", c: "YWI=" } }),
    );
    expect(fields).toEqual([
      { path: "data.a", before: "hidden, 3 bytes", after: "hidden, other 3 bytes" },
      { path: "data.b", before: "hidden, 1 byte" },
      { path: "data.c", after: "hidden, 2 bytes" },
    ]);
  });

  const VALUE = "hunter2-hunter2";
  test.each<[string, KubeObject, KubeObject]>([
    ["that comes with its mapping", secret({}), secret({ stringData: { a: VALUE } })],
    ["that leaves with its mapping", secret({ data: { a: VALUE } }), secret({})],
    ["in a mapping that becomes something else", secret({ stringData: { a: VALUE } }), secret({ stringData: VALUE })],
    ["in a list where none should be", secret({ data: { a: [VALUE] } }), secret({ data: [VALUE] })],
    ["that is no text", secret({ data: { a: { b: VALUE } } }), secret({ data: { a: VALUE } })],
    [
      "in kubectl's copy",
      secret({}),
      secret({ metadata: { name: "a", annotations: { "kubectl.kubernetes.io/last-applied-configuration": VALUE } } }),
    ],
  ])("never shows a value %s", (_, before, after) => {
    for (const found of [objectDifferences(before, after), objectDifferences(after, before)]) {
      expect(found.fields.length).toBeGreaterThan(0);
      expect(JSON.stringify(found)).not.toContain(VALUE);
    }
  });

  test("shows what is no value", () => {
    const { fields } = objectDifferences(secret({ type: "a" }), secret({ type: "b" }));
    expect(fields).toEqual([{ path: "type", before: "a", after: "b" }]);
  });
});
