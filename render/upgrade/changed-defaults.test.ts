import { expect, test } from "vitest";
import type { Deviations } from "../../platform/deviations.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { changedDefaults } from "./changed-defaults.ts";

const listed: Deviations = {
  files: [],
  absent: { "Secret/web": "it comes from Vault" },
  fields: {
    "Deployment/web": {
      "spec.template.spec.containers[web].args[--log]": "quieter",
      "spec.template.spec.containers[web].resources": "a Pi is small",
    },
  },
};

function deployment(container: object): KubeObject {
  const spec = { template: { spec: { containers: [{ name: "web", ...container }] } } };
  return { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" }, spec };
}

function object(kind: string): KubeObject {
  return { apiVersion: "v1", kind, metadata: { name: "web" } };
}

test("changedDefaults() names each field as parity does, with both values", () => {
  const changes = changedDefaults(
    [deployment({ args: ["--a=1", "--b=2"] })],
    [deployment({ args: ["--c=3", "--b=2", "--a=2"] })],
    listed,
  );
  expect(changes).toEqual([
    { object: "Deployment/web", path: "spec.template.spec.containers[web].args[--a]", before: "1", after: "2" },
    { object: "Deployment/web", path: "spec.template.spec.containers[web].args[--c]", after: "3" },
  ]);
});

test("changedDefaults() says where the lab deviates, above, at or below the field", () => {
  const before = deployment({ args: ["--log=INFO"], resources: { limits: { memory: "1Gi" } }, env: [] });
  const after = deployment({ args: ["--log=WARN"], resources: { limits: { memory: "2Gi" } } });
  expect(changedDefaults([before], [after], listed).map(({ reason }) => reason)).toEqual(["quieter", "a Pi is small"]);
  expect(changedDefaults([before], [deployment({})], listed).map(({ reason }) => reason)).toEqual([
    "quieter",
    "a Pi is small",
  ]);
});

test("changedDefaults() does not take a field for another whose name begins alike", () => {
  const before = deployment({ resourcesPolicy: 1 });
  expect(changedDefaults([before], [deployment({})], listed)[0]).not.toHaveProperty("reason");
});

test("changedDefaults() tells objects that came and went, and leaves CRDs alone", () => {
  const crd = object("CustomResourceDefinition");
  expect(changedDefaults([object("Secret"), crd], [object("Service")], listed)).toEqual([
    { object: "Secret/web", before: "the object", reason: "it comes from Vault" },
    { object: "Service/web", after: "the object" },
  ]);
});

test("changedDefaults() finds nothing in another order, chart version or namespace", () => {
  const labelled = (version: string): KubeObject => ({
    ...object("Service"),
    metadata: { name: "web", namespace: version, labels: { "helm.sh/chart": `web-${version}` } },
  });
  expect(changedDefaults([object("Secret"), labelled("1")], [labelled("2"), object("Secret")], listed)).toEqual([]);
});
