import { expect, test } from "vitest";
import type { KubeObject } from "../../../platform/kube-object.ts";
import type { ApplicationForecast } from "../forecast/forecast.ts";
import { sampleSituation } from "../testing/sample-situation.ts";
import { affectedOf } from "./affected-of.ts";

const named = (apiVersion: string, kind: string, name: string, body: object): KubeObject => ({
  apiVersion,
  kind,
  metadata: { name },
  ...body,
});
const deployment = (image: string): KubeObject =>
  named("apps/v1", "Deployment", "erp", {
    spec: {
      replicas: 1,
      template: {
        metadata: { labels: { app: "erp" } },
        spec: {
          containers: [{ name: "erp", image, envFrom: [{ secretRef: { name: "database" } }] }],
          volumes: [{ name: "documents", persistentVolumeClaim: { claimName: "documents" } }],
        },
      },
    },
  });
const service = named("v1", "Service", "erp", { spec: { selector: { app: "erp" }, ports: [{ port: 80 }] } });
const ingress = (host: string): KubeObject =>
  named("networking.k8s.io/v1", "Ingress", "erp", {
    spec: {
      rules: [
        {
          host,
          http: {
            paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "erp", port: { number: 80 } } } }],
          },
        },
      ],
    },
  });
const claim = named("v1", "PersistentVolumeClaim", "documents", { spec: { storageClassName: "longhorn" } });
const credentials = named("secrets.hashicorp.com/v1beta1", "VaultDynamicSecret", "database", {
  spec: { vaultAuthRef: "erp", mount: "postgres", path: "creds/erp", destination: { name: "database" } },
});
const rest = [service, claim, credentials];
const restart: ApplicationForecast = {
  cluster: "home",
  name: "erp",
  fate: "stays",
  steps: [],
  restarts: [{ workload: "Deployment/erp", namespace: "erp", pods: 1, why: "image", interrupts: true }],
};

test("affectedOf() follows a new image from the pods to the host that people know, and to what the pods use", () => {
  const [before, after] = ["erp:1", "erp:2"].map(image => ({
    erp: [deployment(image), ingress("erp.example.net"), ...rest],
  }));
  const { lines } = affectedOf(sampleSituation(before ?? {}, after ?? {}), [restart]);
  expect(lines).toEqual([
    "Away while pods restart: erp.example.net",
    "Volumes: erp/documents",
    "Databases: erp/database",
  ]);
});

test("affectedOf() says that a host is only reached where pods go on answering", () => {
  const [before, after] = ["erp:1", "erp:2"].map(image => ({
    erp: [deployment(image), ingress("erp.example.net"), service],
  }));
  expect(affectedOf(sampleSituation(before ?? {}, after ?? {}), []).lines).toEqual(["Reached: erp.example.net"]);
});

test("affectedOf() tells hosts that come and go", () => {
  const lab = (host: string) => ({ erp: [deployment("erp:1"), ingress(host), service] });
  expect(affectedOf(sampleSituation(lab("old.example.net"), lab("new.example.net")), []).lines).toEqual([
    "No longer answered: old.example.net",
    "Answered from now on: new.example.net",
  ]);
});

test("affectedOf() draws a line from each host to what answers it, and to what did", () => {
  const lab = (host: string) => ({ erp: [deployment("erp:1"), ingress(host), service] });
  const { edges } = affectedOf(sampleSituation(lab("old.example.net"), lab("new.example.net")), []);
  expect(edges.filter(({ via }) => via === "answers").map(({ from }) => from)).toEqual([
    "host:home/old.example.net",
    "host:home/new.example.net",
  ]);
});

test("affectedOf() names Applications of which nothing changes, and which depend on what does", () => {
  const storage = (expands: boolean) =>
    named("storage.k8s.io/v1", "StorageClass", "longhorn", { allowVolumeExpansion: expands });
  const lab = (expands: boolean) => ({ longhorn: [storage(expands)], erp: [deployment("erp:1"), ...rest] });
  expect(affectedOf(sampleSituation(lab(false), lab(true)), []).lines).toEqual([
    "Volumes: erp/documents",
    "Beyond what changes: erp",
  ]);
});

test("affectedOf() has an end where objects depend on each other in a circle", () => {
  const secret = named("secrets.hashicorp.com/v1beta1", "VaultStaticSecret", "smtp", {
    spec: { destination: { name: "smtp" }, rolloutRestartTargets: [{ kind: "Deployment", name: "erp" }] },
  });
  const reading = (image: string) => {
    const reader = structuredClone(deployment(image)) as { spec?: unknown } & KubeObject;
    const { template } = reader.spec as { template: { spec: { containers: Record<string, unknown>[] } } };
    for (const container of template.spec.containers) container.envFrom = [{ secretRef: { name: "smtp" } }];
    return reader;
  };
  const { nodes } = affectedOf(
    sampleSituation({ erp: [reading("a:1"), secret] }, { erp: [reading("a:2"), secret] }),
    [],
  );
  expect(nodes.map(({ label }) => label).sort()).toEqual(["Deployment/erp", "VaultStaticSecret/smtp"]);
});

test("affectedOf() tells of nobody where what left git stays in the cluster", () => {
  const kept = (object: KubeObject): KubeObject => ({
    ...object,
    metadata: { ...object.metadata, annotations: { "argocd.argoproj.io/sync-options": "Prune=false" } },
  });
  const objects = [deployment("erp:1"), ingress("erp.example.net"), ...rest];
  const other = named("v1", "ConfigMap", "other", {});
  expect(affectedOf(sampleSituation({ erp: [...objects.map(kept), other] }, { erp: [other] }), []).lines).toEqual([]);
  expect(affectedOf(sampleSituation({ erp: [...objects, other] }, { erp: [other] }), []).lines).toContain(
    "No longer answered: erp.example.net",
  );
});
