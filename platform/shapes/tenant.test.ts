import { Size } from "cdk8s";
import { describe, expect, test } from "vitest";
import type { Instance } from "../instance.ts";
import { objectsIn, only, sampleCluster, sampleInstance } from "../testing/sample-instance.ts";
import { Tenant } from "./tenant.ts";

const tenant = (changes: Partial<Instance> = {}) =>
  objectsIn(chart => new Tenant(chart, "tenant", sampleInstance(changes)));
const kinds = (changes: Partial<Instance> = {}) => tenant(changes).map(({ kind }) => kind);
const egress = (changes: Partial<Instance> = {}) => only(tenant(changes), "NetworkPolicy", "isolation").spec.egress;

const dns = {
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
  ],
  ports: [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ],
};

describe("Tenant", () => {
  test("makes the instance's namespace, which enforces the restricted standard", () => {
    const { metadata } = only(tenant(), "Namespace");
    expect(metadata.name).toBe("shop-sandbox");
    expect(metadata.labels).toMatchObject({ "pod-security.kubernetes.io/enforce": "restricted" });
  });

  test("makes a service account of the instance's name that mounts no token", () => {
    expect(only(tenant(), "ServiceAccount")).toMatchObject({
      metadata: { name: "shop-sandbox" },
      automountServiceAccountToken: false,
    });
  });

  test("has a quota of all that the environment limits, and none where the environment has none", () => {
    expect(only(tenant(), "ResourceQuota").spec.hard).toEqual({
      "requests.cpu": "1500m",
      "requests.memory": "768Mi",
      "limits.memory": "768Mi",
      "requests.storage": "20Gi",
      pods: "10",
    });
    expect(kinds({ environment: "prod", name: "shop" })).not.toContain("ResourceQuota");
  });

  test("isolates every pod in both directions, and opens only names", () => {
    const { spec } = only(tenant(), "NetworkPolicy", "isolation");
    expect(spec.podSelector).toEqual({});
    expect(spec.policyTypes).toEqual(["Ingress", "Egress"]);
    expect(spec).not.toHaveProperty("ingress");
    expect(spec.egress).toEqual([dns]);
  });

  test("opens the port of PostgreSQL on its node to an instance with a database", () => {
    expect(egress({ database: true })).toEqual([
      dns,
      { to: [{ ipBlock: { cidr: "192.168.1.12/32" } }], ports: [{ protocol: "TCP", port: 5433 }] },
    ]);
  });

  test("opens the named ports on the Internet, and never a private network with them", () => {
    const [names, internet, ...others] = egress({ internetPorts: [587, 465] });
    expect(names).toEqual(dns);
    expect(others).toEqual([]);
    expect(internet.ports).toEqual([
      { protocol: "TCP", port: 587 },
      { protocol: "TCP", port: 465 },
    ]);
    expect(internet.to).toEqual([{ ipBlock: { cidr: "0.0.0.0/0", except: expect.any(Array) } }]);
    for (const network of ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"]) {
      expect(internet.to[0].ipBlock.except).toContain(network);
    }
  });

  test("logs in to Vault as the instance just where something is read from there", () => {
    expect(kinds()).not.toContain("VaultAuth");
    for (const changes of [{ database: true }, { secrets: ["smtp"] }]) {
      expect(only(tenant(changes), "VaultAuth").spec).toMatchObject({
        vaultConnectionRef: "tools/vault",
        kubernetes: { role: "shop-sandbox", serviceAccount: "shop-sandbox", audiences: ["vault"] },
      });
    }
  });

  test("has database credentials and secrets just where the app asks for them", () => {
    expect(kinds({ secrets: ["smtp"] })).not.toContain("VaultDynamicSecret");
    expect(kinds({ database: true })).not.toContain("VaultStaticSecret");
    expect(kinds({ database: true, secrets: ["smtp", "api"] }).filter(kind => kind.startsWith("Vault"))).toEqual([
      "VaultAuth",
      "VaultDynamicSecret",
      "VaultStaticSecret",
      "VaultStaticSecret",
    ]);
  });

  test("claims each volume with its size, on the cluster's default class", () => {
    const objects = tenant({ volumes: { documents: Size.gibibytes(5), cache: Size.gibibytes(1) } });
    expect(only(objects, "PersistentVolumeClaim", "documents").spec).toEqual({
      accessModes: ["ReadWriteOnce"],
      storageClassName: sampleCluster.storage.defaultClass,
      resources: { requests: { storage: "5Gi" } },
    });
    expect(only(objects, "PersistentVolumeClaim", "cache").spec.resources.requests.storage).toBe("1Gi");
  });

  test("gives all that is asked for together, each in a file of its own", () => {
    const names = tenant({ database: true, secrets: ["smtp"], volumes: { smtp: Size.gibibytes(1) } }).map(
      ({ kind, metadata }) => `${kind}/${metadata.name}`,
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
