import { describe, expect, test } from "vitest";
import type { PodSpec } from "./pod-template.ts";
import { configReferences } from "./secret-references.ts";

const inContainer = (rest: object): PodSpec => ({ containers: [{ name: "web", ...rest }] });
const inVolume = (source: object): PodSpec => ({ volumes: [{ name: "files", ...source }] });

describe("configReferences() finds", () => {
  test.each<[string, PodSpec, string, string]>([
    [
      "an environment that is a whole Secret",
      inContainer({ envFrom: [{}, { secretRef: { name: "x" } }] }),
      "Secret",
      "containers[web].envFrom[1].secretRef",
    ],
    [
      "an environment that is a whole ConfigMap",
      inContainer({ envFrom: [{ configMapRef: { name: "x" } }] }),
      "ConfigMap",
      "containers[web].envFrom[0].configMapRef",
    ],
    [
      "a variable from a Secret",
      inContainer({
        env: [
          { name: "A", value: "1" },
          { name: "B", valueFrom: { secretKeyRef: { name: "x", key: "k" } } },
        ],
      }),
      "Secret",
      "containers[web].env[B].valueFrom.secretKeyRef",
    ],
    [
      "a variable from a ConfigMap",
      inContainer({ env: [{ name: "B", valueFrom: { configMapKeyRef: { name: "x", key: "k" } } }] }),
      "ConfigMap",
      "containers[web].env[B].valueFrom.configMapKeyRef",
    ],
    ["a volume of a Secret", inVolume({ secret: { secretName: "x" } }), "Secret", "volumes[files].secret"],
    ["a volume of a ConfigMap", inVolume({ configMap: { name: "x" } }), "ConfigMap", "volumes[files].configMap"],
    [
      "a projected Secret",
      inVolume({ projected: { sources: [{ serviceAccountToken: {} }, { secret: { name: "x" } }] } }),
      "Secret",
      "volumes[files].projected.sources[1].secret",
    ],
    [
      "a projected ConfigMap",
      inVolume({ projected: { sources: [{ configMap: { name: "x" } }] } }),
      "ConfigMap",
      "volumes[files].projected.sources[0].configMap",
    ],
    ["a login to a registry", { imagePullSecrets: [{ name: "x" }] }, "Secret", "imagePullSecrets[0]"],
    [
      "what a container reads that runs first",
      { initContainers: [{ name: "setup", envFrom: [{ secretRef: { name: "x" } }] }] },
      "Secret",
      "initContainers[setup].envFrom[0].secretRef",
    ],
  ])("%s", (_, spec, kind, path) => {
    expect(configReferences(spec)).toEqual([{ kind, name: "x", path, optional: false }]);
  });

  test("nothing in other volumes and variables", () => {
    const spec = { ...inContainer({ env: [{ name: "A", value: "secret" }] }), ...inVolume({ emptyDir: {} }) };
    expect(configReferences(spec)).toEqual([]);
  });
});

test.each<[string, PodSpec]>([
  [
    "variable",
    inContainer({ env: [{ name: "A", valueFrom: { secretKeyRef: { name: "x", key: "k", optional: true } } }] }),
  ],
  ["environment", inContainer({ envFrom: [{ secretRef: { name: "x", optional: true } }] })],
  ["volume", inVolume({ secret: { secretName: "x", optional: true } })],
  ["projection", inVolume({ projected: { sources: [{ secret: { name: "x", optional: true } }] } })],
])("configReferences() says of an optional %s that the pod starts without it", (_, spec) => {
  expect(configReferences(spec)).toMatchObject([{ name: "x", optional: true }]);
});
