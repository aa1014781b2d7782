import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { bindingToClusterAdmin } from "./binding-to-cluster-admin.ts";

const RBAC = "rbac.authorization.k8s.io/v1";
const account = (name: string) => ({ kind: "ServiceAccount", name, namespace: "erp" });
const binding = (name: string, subjects: object[], kind = "ClusterRoleBinding") =>
  sampleObject(RBAC, kind, "erp", { roleRef: { kind: "ClusterRole", name }, subjects });

test("binding-to-cluster-admin tells of each that comes in", () => {
  const [one, two] = [binding("cluster-admin", [account("a")]), binding("cluster-admin", [account("a"), account("b")])];
  expect(seen(bindingToClusterAdmin, { erp: [one] }, { erp: [two] })).toEqual([
    "warn: ServiceAccount erp/b may do everything in the whole cluster",
    "warn, already there: ServiceAccount erp/a may do everything in the whole cluster",
  ]);
});

test("binding-to-cluster-admin sees through another name, and a RoleBinding", () => {
  const all = sampleObject(RBAC, "ClusterRole", "operator", {
    rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }],
  });
  const lines = seen(
    bindingToClusterAdmin,
    { erp: [all] },
    { erp: [all, binding("operator", [account("a")], "RoleBinding")] },
  );
  expect(lines).toEqual(['warn: ServiceAccount erp/a may do everything in "erp"']);
});

test("binding-to-cluster-admin is silent about other roles", () => {
  const reader = sampleObject(RBAC, "ClusterRole", "reader", {
    rules: [{ apiGroups: [""], resources: ["*"], verbs: ["*"] }],
  });
  expect(seen(bindingToClusterAdmin, { erp: [] }, { erp: [reader, binding("reader", [account("a")])] })).toEqual([]);
  expect(seen(bindingToClusterAdmin, { erp: [] }, { erp: [binding("view", [account("a")])] })).toEqual([]);
});
