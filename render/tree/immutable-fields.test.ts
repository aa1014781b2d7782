import { describe, expect, test } from "vitest";
import { immutableFields } from "./immutable-fields.ts";

type Body = Record<string, unknown>;

const object = (apiVersion: string, kind: string, body: Body) => ({
  ...body,
  apiVersion,
  kind,
  metadata: { name: "a" },
});
const refused = (apiVersion: string, kind: string, before: Body, after: Body) =>
  immutableFields(object(apiVersion, kind, before), object(apiVersion, kind, after));

const claim = (storage: unknown, more: Body = {}) => ({ spec: { resources: { requests: { storage } }, ...more } });

test.each<[string, string, string, Body, Body, string]>([
  [
    "a selector",
    "apps/v1",
    "Deployment",
    { spec: { selector: { a: 1 } } },
    { spec: { selector: { a: 2 } } },
    "spec.selector",
  ],
  ["a selector", "apps/v1", "DaemonSet", { spec: { selector: { a: 1 } } }, { spec: {} }, "spec.selector"],
  ["its service", "apps/v1", "StatefulSet", { spec: { serviceName: "a" } }, { spec: {} }, "spec.serviceName"],
  [
    "its claims",
    "apps/v1",
    "StatefulSet",
    { spec: {} },
    { spec: { volumeClaimTemplates: [{}] } },
    "spec.volumeClaimTemplates",
  ],
  [
    "its pod management",
    "apps/v1",
    "StatefulSet",
    { spec: {} },
    { spec: { podManagementPolicy: "Parallel" } },
    "spec.podManagementPolicy",
  ],
  [
    "its template",
    "batch/v1",
    "Job",
    { spec: { template: { a: 1 } } },
    { spec: { template: { a: 2 } } },
    "spec.template",
  ],
  [
    "its completions",
    "batch/v1",
    "Job",
    { spec: { completions: 1 } },
    { spec: { completions: 2 } },
    "spec.completions",
  ],
  ["a smaller size", "v1", "PersistentVolumeClaim", claim("5Gi"), claim("5G"), "spec.resources.requests.storage"],
  ["a size of no size", "v1", "PersistentVolumeClaim", claim("5Gi"), claim("big"), "spec.resources.requests.storage"],
  ["its class", "v1", "PersistentVolumeClaim", claim(1, { storageClassName: "a" }), claim(1), "spec.storageClassName"],
  [
    "more than its size",
    "v1",
    "PersistentVolumeClaim",
    claim("5Gi"),
    claim("5Gi", { resources: { requests: { storage: "5Gi", more: "1" } } }),
    "spec.resources.requests.more",
  ],
  [
    "its class of balancers",
    "v1",
    "Service",
    { spec: { type: "LoadBalancer" } },
    { spec: { type: "LoadBalancer", loadBalancerClass: "a" } },
    "spec.loadBalancerClass",
  ],
  [
    "its first family",
    "v1",
    "Service",
    { spec: { ipFamilies: ["IPv4"] } },
    { spec: { ipFamilies: ["IPv6"] } },
    "spec.ipFamilies",
  ],
  ["its scopes", "v1", "ResourceQuota", { spec: { scopes: ["Terminating"] } }, { spec: {} }, "spec.scopes"],
  [
    "its arguments",
    "v1",
    "Pod",
    { spec: { containers: [{ name: "a" }] } },
    { spec: { containers: [{ name: "a", args: ["b"] }] } },
    "spec.containers",
  ],
  [
    "its source",
    "snapshot.storage.k8s.io/v1",
    "VolumeSnapshot",
    { spec: { source: { persistentVolumeClaimName: "a" } } },
    { spec: { source: { persistentVolumeClaimName: "b" } } },
    "spec.source.persistentVolumeClaimName",
  ],
  ["its volume", "v1", "PersistentVolumeClaim", claim(1, { volumeName: "a" }), claim(1), "spec.volumeName"],
  ["its source", "v1", "PersistentVolume", { spec: { csi: { a: 1 } } }, { spec: { csi: { a: 2 } } }, "spec.csi"],
  ["its provisioner", "storage.k8s.io/v1", "StorageClass", { provisioner: "a" }, { provisioner: "b" }, "provisioner"],
  [
    "a parameter",
    "storage.k8s.io/v1",
    "StorageClass",
    { parameters: { n: "1" } },
    { parameters: { n: "2" } },
    "parameters",
  ],
  ["what becomes of volumes", "storage.k8s.io/v1", "StorageClass", {}, { reclaimPolicy: "Retain" }, "reclaimPolicy"],
  [
    "when it binds",
    "storage.k8s.io/v1",
    "StorageClass",
    { volumeBindingMode: "WaitForFirstConsumer" },
    {},
    "volumeBindingMode",
  ],
  [
    "its role",
    "rbac.authorization.k8s.io/v1",
    "RoleBinding",
    { roleRef: { name: "a" } },
    { roleRef: { name: "b" } },
    "roleRef",
  ],
  [
    "its address",
    "v1",
    "Service",
    { spec: { clusterIP: "10.43.0.10" } },
    { spec: { clusterIP: "None" } },
    "spec.clusterIP",
  ],
  ["its type", "v1", "Secret", {}, { type: "kubernetes.io/tls" }, "type"],
  [
    "sealed data",
    "v1",
    "ConfigMap",
    { immutable: true, data: { a: "1" } },
    { immutable: true, data: { a: "2" } },
    "data",
  ],
  ["its seal", "v1", "Secret", { immutable: true }, {}, "immutable"],
  [
    "its scope",
    "apiextensions.k8s.io/v1",
    "CustomResourceDefinition",
    { spec: { scope: "Cluster" } },
    { spec: { scope: "Namespaced" } },
    "spec.scope",
  ],
  [
    "its controller",
    "networking.k8s.io/v1",
    "IngressClass",
    { spec: { controller: "a" } },
    { spec: { controller: "b" } },
    "spec.controller",
  ],
  ["its value", "scheduling.k8s.io/v1", "PriorityClass", { value: 1 }, { value: 2 }, "value"],
])("immutableFields() refuses to change %s: %s %s", (_, apiVersion, kind, before, after, path) => {
  expect(refused(apiVersion, kind, before, after)).toEqual([path]);
});

describe("immutableFields() lets pass", () => {
  test.each<[string, string, string, Body, Body]>([
    [
      "another image",
      "apps/v1",
      "Deployment",
      { spec: { template: { image: "a:1" } } },
      { spec: { template: { image: "a:2" } } },
    ],
    [
      "another template",
      "apps/v1",
      "StatefulSet",
      { spec: { template: {}, replicas: 1 } },
      { spec: { template: { a: 1 }, replicas: 2 } },
    ],
    [
      "a default written down",
      "apps/v1",
      "StatefulSet",
      { spec: {} },
      { spec: { podManagementPolicy: "OrderedReady" } },
    ],
    ["a default left out", "storage.k8s.io/v1", "StorageClass", { reclaimPolicy: "Delete" }, {}],
    [
      "a longer deadline",
      "batch/v1",
      "Job",
      { spec: { activeDeadlineSeconds: 1 } },
      { spec: { activeDeadlineSeconds: 2 } },
    ],
    [
      "a template in other words",
      "batch/v1",
      "Job",
      { spec: { template: { spec: { containers: [{ name: "a", resources: { limits: { cpu: "1" } } }] } } } },
      { spec: { template: { spec: { containers: [{ name: "a", resources: { limits: { cpu: "1000m" } } }] } } } },
    ],
    [
      "scopes in another order",
      "v1",
      "ResourceQuota",
      { spec: { scopes: ["A", "B"] } },
      { spec: { scopes: ["B", "A"] } },
    ],
    [
      "another image of a Pod",
      "v1",
      "Pod",
      { spec: { containers: [{ name: "a", image: "a:1" }] } },
      { spec: { containers: [{ name: "a", image: "a:2" }] } },
    ],
    [
      "a second family",
      "v1",
      "Service",
      { spec: { ipFamilies: ["IPv4"] } },
      { spec: { ipFamilies: ["IPv4", "IPv6"] } },
    ],
    ["a larger size", "v1", "PersistentVolumeClaim", claim("5Gi"), claim("5.5Gi")],
    ["the same size in other words", "v1", "PersistentVolumeClaim", claim("1Gi"), claim("1024Mi")],
    ["a claim that is bound", "v1", "PersistentVolumeClaim", claim(1), claim(1, { volumeName: "pv" })],
    [
      "keys in another order",
      "apps/v1",
      "Deployment",
      { spec: { selector: { a: 1, b: 2 } } },
      { spec: { selector: { b: 2, a: 1 } } },
    ],
    ["a selector of a Service", "v1", "Service", { spec: { selector: { a: 1 } } }, { spec: { selector: { a: 2 } } }],
    ["an address no longer written down", "v1", "Service", { spec: { clusterIP: "10.43.0.10" } }, { spec: {} }],
    [
      "a name that becomes a Service",
      "v1",
      "Service",
      { spec: { type: "ExternalName" } },
      { spec: { clusterIP: "None" } },
    ],
    ["data that is not sealed", "v1", "ConfigMap", { data: { a: "1" } }, { data: { a: "2" } }],
    ["sealing", "v1", "ConfigMap", { data: { a: "1" } }, { data: { a: "1" }, immutable: true }],
    [
      "completions that follow parallelism",
      "batch/v1",
      "Job",
      { spec: { completionMode: "Indexed", completions: 1, parallelism: 1 } },
      { spec: { completionMode: "Indexed", completions: 2, parallelism: 2 } },
    ],
    ["a kind that is named like a field of every object", "v1", "constructor", { spec: 1 }, { spec: 2 }],
    [
      "a selector of a kind that it does not know",
      "example.net/v1",
      "Deployment",
      { spec: { selector: { a: 1 } } },
      { spec: {} },
    ],
  ])("%s: %s %s", (_, apiVersion, kind, before, after) => {
    expect(refused(apiVersion, kind, before, after)).toEqual([]);
  });
});

test("immutableFields() knows a kind by its group, whatever the version", () => {
  const [before, after] = [{ spec: { selector: { a: 1 } } }, { spec: { selector: { a: 2 } } }];
  expect(immutableFields(object("apps/v1beta2", "Deployment", before), object("apps/v1", "Deployment", after))).toEqual(
    ["spec.selector"],
  );
});
