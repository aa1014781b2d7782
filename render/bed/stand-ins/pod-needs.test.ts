import { describe, expect, test } from "vitest";
import type { Container } from "../../../platform/pod-template.ts";
import { lackOf, type Need, podNeeds } from "./pod-needs.ts";

const CONTAINER = { name: "main" };

describe("podNeeds()", () => {
  test("names what each container reads as environment, those that run first included", () => {
    const first: Container = {
      name: "first",
      envFrom: [{ secretRef: { name: "a" } }, { configMapRef: { name: "b", optional: true } }],
    };
    const main: Container = {
      ...CONTAINER,
      env: [
        { name: "PLAIN" },
        { name: "C", valueFrom: { secretKeyRef: { name: "c", key: "k" } } },
        { name: "D", valueFrom: { configMapKeyRef: { name: "d", key: "k" } } },
      ],
    };
    expect(podNeeds({ initContainers: [first], containers: [main] })).toEqual([
      { kind: "Secret", name: "a", optional: false, container: "first" },
      { kind: "ConfigMap", name: "b", optional: true, container: "first" },
      { kind: "Secret", name: "c", key: "k", optional: false, container: "main" },
      { kind: "ConfigMap", name: "d", key: "k", optional: false, container: "main" },
    ]);
  });

  test("names what is mounted, with the keys that are picked, before any environment", () => {
    const picked = { name: "b", items: [{ key: "x" }, { key: "y" }] };
    const volumes = [
      { name: "one", secret: { secretName: "a", optional: true } },
      { name: "two", projected: { sources: [{ configMap: picked }, { secret: { name: "c" } }] } },
    ];
    const containers = [{ ...CONTAINER, volumeMounts: volumes, envFrom: [{ secretRef: { name: "d" } }] }];
    expect(podNeeds({ volumes, containers })).toEqual([
      { kind: "Secret", name: "a", optional: true },
      { kind: "ConfigMap", name: "b", key: "x", optional: false },
      { kind: "ConfigMap", name: "b", key: "y", optional: false },
      { kind: "Secret", name: "c", optional: false },
      { kind: "Secret", name: "d", optional: false, container: "main" },
    ]);
  });

  test("leaves out a volume that no container mounts, as a kubelet does", () => {
    expect(podNeeds({ volumes: [{ name: "one", secret: { secretName: "a" } }], containers: [CONTAINER] })).toEqual([]);
  });
});

describe("lackOf()", () => {
  const files: Need = { kind: "ConfigMap", name: "x", key: "k", optional: false };
  const environment: Need = { ...files, container: "main" };

  test.each([
    ["nothing about what is there", files, { data: { k: "" } }, undefined],
    ["nothing about bytes as a file", files, { binaryData: { k: "" } }, undefined],
    ["that bytes are no environment", environment, { binaryData: { k: "" } }, "couldn't find key k in ConfigMap n/x"],
    ["which key is missing", files, { data: { constructor: "" } }, "couldn't find key k in ConfigMap n/x"],
    ["which object is missing", files, undefined, 'configmap "x" not found'],
    ["nothing about what is optional", { ...files, optional: true }, undefined, undefined],
  ] as const)("says %s", (_, need, found, lack) => {
    expect(lackOf(need, "n", found)).toBe(lack);
  });
});
