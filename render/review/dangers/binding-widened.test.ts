import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { bindingWidened } from "./binding-widened.ts";

const account = (name: string, namespace = "erp") => ({ kind: "ServiceAccount", name, namespace });
const binding = (kind: string, ...subjects: object[]) =>
  sampleObject("rbac.authorization.k8s.io/v1", kind, "erp", {
    roleRef: { kind: "ClusterRole", name: "edit" },
    subjects,
  });

test("binding-widened tells of whoever comes in", () => {
  const [one, two] = [binding("RoleBinding", account("a")), binding("RoleBinding", account("a"), account("b"))];
  expect(seen(bindingWidened, { erp: [one] }, { erp: [two] })).toEqual([
    'warn: ServiceAccount erp/b gets ClusterRole "edit" in "erp"',
  ]);
});

test("binding-widened warns where a role of one namespace becomes one of all", () => {
  const after = { erp: [binding("ClusterRoleBinding", account("a"))] };
  expect(seen(bindingWidened, { erp: [binding("RoleBinding", account("a"))] }, after)).toEqual([
    'warn: ServiceAccount erp/a gets ClusterRole "edit" in every namespace, and had it in one',
  ]);
  expect(seen(bindingWidened, { erp: [] }, after)).toEqual([
    'note: ServiceAccount erp/a gets ClusterRole "edit" in every namespace',
  ]);
});

test("binding-widened notes an account of another namespace", () => {
  expect(seen(bindingWidened, { erp: [] }, { erp: [binding("RoleBinding", account("a", "cms"))] })).toEqual([
    'note: ServiceAccount cms/a gets ClusterRole "edit" in "erp"',
  ]);
});

test("binding-widened is silent about an app's own new binding, and about who goes", () => {
  expect(seen(bindingWidened, { erp: [] }, { erp: [binding("RoleBinding", account("a"))] })).toEqual([]);
  const [two, one] = [binding("RoleBinding", account("a"), account("b")), binding("RoleBinding", account("b"))];
  expect(seen(bindingWidened, { erp: [two] }, { erp: [one] })).toEqual([]);
});

test("binding-widened tells of another role for the same, but leaves cluster-admin to its own danger", () => {
  const before = { erp: [binding("ClusterRoleBinding", account("a"))] };
  const other = (name: string) => ({
    erp: [{ ...binding("ClusterRoleBinding", account("a")), roleRef: { kind: "ClusterRole", name } }],
  });
  expect(seen(bindingWidened, before, other("ops"))).toEqual([
    'warn: ServiceAccount erp/a gets ClusterRole "ops" in every namespace',
  ]);
  expect(seen(bindingWidened, before, other("cluster-admin"))).toEqual([]);
});
