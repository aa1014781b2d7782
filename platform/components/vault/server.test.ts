import { describe, expect, test } from "vitest";
import type { Cluster } from "../../../clusters/lab.ts";
import { memoryBytes } from "../../quantity.ts";
import { objectsIn, only, sampleCluster } from "../../testing/sample-instance.ts";
import { vault } from "./index.ts";

const kms = { project: "home", location: "europe-west9", keyRing: "lab", key: "vault" };

function objects(changes: Partial<Cluster["vault"]> = {}) {
  const pin = { version: "1.76.0", source: "docker.io/rclone/rclone" };
  const cluster = {
    ...sampleCluster,
    vault: { ...sampleCluster.vault, ...changes },
    versions: { ...sampleCluster.versions, rclone: pin },
  };
  return objectsIn(chart => vault.resources(chart, cluster, { instances: [], components: [] }));
}

const pod = (changes: Partial<Cluster["vault"]>) => only(objects(changes), "StatefulSet").spec.template.spec;
const text = (value: unknown) => JSON.stringify(value);

describe("vault", () => {
  test("is never restarted for being sealed, nor replaced before somebody can unseal it", () => {
    const { updateStrategy, template } = only(objects(), "StatefulSet").spec;
    expect(updateStrategy.type).toBe("OnDelete");
    expect(template.spec.containers[0]).not.toHaveProperty("livenessProbe");
    expect(template.spec.containers[0]).not.toHaveProperty("startupProbe");
  });

  test("has room for a person's command line in its container, for whoever is ended for memory is sealed after it", () => {
    const { requests, limits } = pod({}).containers[0].resources;
    expect(memoryBytes(limits.memory)).toBeGreaterThanOrEqual(2 * (memoryBytes(requests.memory) ?? Number.NaN));
  });

  test("is reached by whoever unseals it, though it is not ready", () => {
    expect(only(objects(), "Service", "vault").spec.publishNotReadyAddresses).toBe(true);
    expect(only(objects(), "IngressRoute").spec.routes[0].services).toEqual([
      { name: "vault", port: "http", nativeLB: true },
    ]);
  });

  test("reaches the cloud and mounts credentials for it only where a cloud unseals it", () => {
    const policy = (changes: Partial<Cluster["vault"]>) => only(objects(changes), "NetworkPolicy", "vault");
    expect(text(policy({ unseal: "timer" }))).not.toContain("0.0.0.0/0");
    expect(text(pod({ unseal: "timer" }))).not.toContain("vault-kms");
    expect(text(policy({ unseal: "kms", kms }))).toContain("0.0.0.0/0");
    expect(text(pod({ unseal: "kms", kms }))).toContain("vault-kms");
  });

  test("gives its snapshots a token for itself alone, for ten minutes", () => {
    const { volumes } = only(objects(), "CronJob").spec.jobTemplate.spec.template.spec;
    expect(text(volumes)).toContain('{"audience":"vault","expirationSeconds":600,"path":"token"}');
  });
});
