import { describe, expect, test } from "vitest";
import type { KubeObject } from "./kube-object.ts";
import { destination, withRestartTargets } from "./restart-targets.ts";

const secret = (name: string, namespace = "erp", made = name): KubeObject => ({
  apiVersion: "secrets.hashicorp.com/v1beta1",
  kind: "VaultStaticSecret",
  metadata: { name, namespace },
  spec: { path: "p", destination: { name: made, create: true } },
});
const reader = (kind: string, name: string, pod: object, namespace = "erp"): KubeObject => ({
  apiVersion: "apps/v1",
  kind,
  metadata: { name, namespace },
  spec: { template: { spec: pod } },
});
const reads = (...secrets: string[]) => ({
  containers: [{ name: "c", envFrom: secrets.map(name => ({ secretRef: { name } })) }],
});
const targetsOf = (object: KubeObject | undefined) =>
  (object?.spec as { rolloutRestartTargets?: unknown } | undefined)?.rolloutRestartTargets;

describe("withRestartTargets()", () => {
  test("goes by the Secret that is made, not by the name of the object that makes it", () => {
    const objects = [
      secret("a", "erp", "smtp"),
      secret("smtp", "erp", "b"),
      reader("Deployment", "web", reads("smtp")),
    ];
    const [maker, other] = withRestartTargets(objects);
    expect(targetsOf(maker)).toEqual([{ kind: "Deployment", name: "web" }]);
    expect(targetsOf(other)).toBeUndefined();
  });

  test("names a workload once that reads a secret in several ways", () => {
    const pod = { ...reads("smtp", "smtp"), volumes: [{ name: "v", secret: { secretName: "smtp" } }] };
    expect(targetsOf(withRestartTargets([secret("smtp"), reader("Deployment", "web", pod)])[0])).toHaveLength(1);
  });

  test("restarts nobody of another namespace", () => {
    const [finished] = withRestartTargets([secret("smtp"), reader("Deployment", "web", reads("smtp"), "cms")]);
    expect(targetsOf(finished)).toBeUndefined();
  });

  test("restarts nobody for a ConfigMap of the same name", () => {
    const pod = { containers: [{ name: "c", envFrom: [{ configMapRef: { name: "smtp" } }] }] };
    expect(targetsOf(withRestartTargets([secret("smtp"), reader("Deployment", "web", pod)])[0])).toBeUndefined();
  });

  test("keeps order, every other field, and the objects that it was given", () => {
    const objects = [reader("Deployment", "web", reads("smtp")), secret("smtp")];
    const before = structuredClone(objects);
    const [workload, finished] = withRestartTargets(objects);
    expect(workload).toEqual(before[0]);
    expect(finished?.spec).toMatchObject({ path: "p", destination: { name: "smtp" } });
    expect(objects).toEqual(before);
  });
});

describe("destination()", () => {
  test("is the Secret that an object of the operator makes", () => {
    expect(destination(secret("a", "erp", "smtp"))).toBe("smtp");
  });

  test("is undefined for objects of others, and for those of the operator that make none", () => {
    expect(destination({ ...secret("a"), apiVersion: "external-secrets.io/v1" })).toBeUndefined();
    expect(destination({ ...secret("a"), kind: "VaultAuth", spec: { method: "kubernetes" } })).toBeUndefined();
    expect(destination({ ...secret("a"), spec: undefined })).toBeUndefined();
  });
});
