import { describe, expect, test } from "vitest";
import { finish } from "./finish.ts";
import type { KubeObject } from "./kube-object.ts";

const object = (kind: string, name: string, rest: object = {}): KubeObject => ({
  apiVersion: "v1",
  kind,
  metadata: { name },
  ...rest,
});
const secret = (name: string, namespace?: string): KubeObject => ({
  apiVersion: "secrets.hashicorp.com/v1beta1",
  kind: "VaultStaticSecret",
  metadata: { name, ...(namespace !== undefined && { namespace }) },
  spec: { destination: { name, create: true } },
});
const reader = (kind: string, name: string, secretName: string): KubeObject =>
  object(kind, name, {
    spec: { template: { spec: { containers: [{ name, envFrom: [{ secretRef: { name: secretName } }] }] } } },
  });

describe("finish()", () => {
  test("puts objects into the unit's namespace, unless they name one or belong to none", () => {
    const [config, elsewhere, cluster] = finish(
      [
        object("ConfigMap", "a"),
        { ...secret("b", "tools") },
        { ...object("StorageClass", "c"), apiVersion: "storage.k8s.io/v1" },
      ],
      "erp",
      "app",
    );
    expect(config?.metadata.namespace).toBe("erp");
    expect(elsewhere?.metadata.namespace).toBe("tools");
    expect(cluster?.metadata).not.toHaveProperty("namespace");
  });

  test.each(["Namespace", "PersistentVolumeClaim", "PersistentVolume", "CustomResourceDefinition"])(
    "protects a %s from being pruned or deleted",
    kind => {
      expect(finish([object(kind, "x")], "erp", "app")[0]?.metadata.annotations).toEqual({
        "argocd.argoproj.io/compare-options": "IgnoreExtraneous",
        "argocd.argoproj.io/sync-options": "Prune=false,Delete=false",
      });
    },
  );

  test("leaves everything else prunable", () => {
    expect(finish([object("ConfigMap", "x")], "erp", "app")[0]?.metadata).not.toHaveProperty("annotations");
  });

  test("keeps annotations that are there already", () => {
    const [finished] = finish(
      [{ ...object("Namespace", "x"), metadata: { name: "x", annotations: { "a/b": "c" } } }],
      "erp",
      "app",
    );
    expect(finished?.metadata.annotations).toMatchObject({ "a/b": "c" });
  });

  test("leaves secrets of the platform out of health, and those of apps in it", () => {
    const [ofPlatform] = finish([secret("a")], "argocd", "platform");
    const [ofApp] = finish([secret("a")], "erp", "app");
    expect(ofPlatform?.metadata.annotations).toEqual({ "argocd.argoproj.io/ignore-healthcheck": "true" });
    expect(ofApp?.metadata).not.toHaveProperty("annotations");
  });

  test("leaves out of health what cannot start before its secret was read once, and what starts without it in it", () => {
    const optional = (name: string) =>
      object("Deployment", name, {
        spec: { template: { spec: { volumes: [{ name: "key", secret: { secretName: "key", optional: true } }] } } },
      });
    const objects = [secret("key"), reader("Deployment", "waits", "key"), optional("starts")];
    const exempt = finish(objects, "traefik", "platform").filter(({ metadata }) => metadata.annotations !== undefined);
    expect(exempt.map(({ metadata }) => metadata.name)).toEqual(["key", "waits"]);
  });

  test("restarts every workload that reads a secret when it changes, and no other", () => {
    const [finished] = finish(
      [
        secret("smtp"),
        reader("Deployment", "web", "smtp"),
        reader("StatefulSet", "queue", "smtp"),
        reader("Deployment", "other", "database"),
        reader("Job", "once", "smtp"),
      ],
      "erp",
      "app",
    );
    expect(finished?.spec).toMatchObject({
      rolloutRestartTargets: [
        { kind: "Deployment", name: "web" },
        { kind: "StatefulSet", name: "queue" },
      ],
    });
  });

  test("adds no restart where nobody reads the secret", () => {
    expect(finish([secret("smtp")], "erp", "app")[0]?.spec).not.toHaveProperty("rolloutRestartTargets");
  });
});
