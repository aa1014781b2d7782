import { describe, expect, test } from "vitest";
import { groupKind, isClusterScoped } from "./cluster-scoped.ts";
import { identity, label } from "./object-identity.ts";

const object = (apiVersion: string, kind: string, metadata: { name: string; namespace?: string }) => ({
  apiVersion,
  kind,
  metadata,
});

describe("identity()", () => {
  test("is the same for two versions of one API group", () => {
    const old = object("apps/v1beta1", "Deployment", { name: "erp", namespace: "erp" });
    expect(identity(old)).toBe(identity({ ...old, apiVersion: "apps/v1" }));
    expect(identity(old)).toBe("apps/Deployment/erp/erp");
  });

  test("tells groups apart that share a kind", () => {
    const route = object("networking.k8s.io/v1", "Ingress", { name: "erp" });
    expect(identity(route)).not.toBe(identity({ ...route, apiVersion: "extensions/v1beta1" }));
  });

  test("takes the given namespace only where the object names none", () => {
    expect(identity(object("v1", "Service", { name: "erp" }), "erp")).toBe("Service/erp/erp");
    expect(identity(object("v1", "Service", { name: "erp", namespace: "tools" }), "erp")).toBe("Service/tools/erp");
  });

  test("ignores every namespace of a cluster-scoped kind, as Kubernetes does", () => {
    const role = object("rbac.authorization.k8s.io/v1", "ClusterRole", { name: "erp", namespace: "erp" });
    expect(identity(role, "tools")).toBe("rbac.authorization.k8s.io/ClusterRole//erp");
  });
});

test("groupKind() leaves the version out, and the core group", () => {
  expect(groupKind({ apiVersion: "v1", kind: "Secret" })).toBe("Secret");
  expect(groupKind({ apiVersion: "batch/v1", kind: "Job" })).toBe("batch/Job");
});

test("isClusterScoped() goes by group and kind, not by kind alone", () => {
  expect(isClusterScoped({ apiVersion: "v1", kind: "Node" })).toBe(true);
  expect(isClusterScoped({ apiVersion: "longhorn.io/v1beta2", kind: "Node" })).toBe(false);
});

test("label() is kind and name", () => {
  expect(label(object("apps/v1", "Deployment", { name: "erp" }))).toBe("Deployment/erp");
});
