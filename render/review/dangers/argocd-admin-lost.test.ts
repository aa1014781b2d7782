import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { argocdAdminLost } from "./argocd-admin-lost.ts";

const config = (name: string, data: object) => sampleObject("v1", "ConfigMap", name, { data });
const lost = (
  before: object,
  after: object,
  login: object = { "admin.enabled": "false", "oidc.config": "issuer: x" },
) => {
  const side = (data: object) => ({ argocd: [config("argocd-cm", login), config("argocd-rbac-cm", data)] });
  return seen(argocdAdminLost, side(before), side(after));
};
const admins = (...names: string[]) => ({ "policy.csv": names.map(name => `g, ${name}, role:admin`).join("\n") });

test("argocd-admin-lost stops a change after which nobody is an administrator", () => {
  expect(lost(admins("lab:owners"), { "policy.csv": "g, lab:owners, role:readonly" })).toEqual([
    "stop: nobody is an administrator of Argo CD any more",
  ]);
  expect(lost({ "policy.default": "role:admin" }, { "policy.default": "role:readonly" })).toHaveLength(1);
});

test("argocd-admin-lost warns of one that goes while others stay, the account admin included", () => {
  expect(lost(admins("ops", "dev"), admins("ops"))).toEqual(['warn: "dev" is no longer an administrator of Argo CD']);
  expect(lost(admins("ops"), {}, {})).toEqual(['warn: "ops" is no longer an administrator of Argo CD']);
  expect(lost({ ...admins("ops"), scopes: "[groups]" }, { ...admins("ops"), scopes: "[email]" })).toHaveLength(1);
});

test("argocd-admin-lost is silent where the role comes by another way, and about other roles", () => {
  const own = { "policy.csv": "p, role:ops, *, *, */*, allow\ng, ops, role:ops" };
  expect(lost(admins("ops"), own)).toEqual([]);
  const reader = { "policy.csv": "g, ops, role:admin\ng, dev, role:readonly" };
  expect(lost(reader, admins("ops"))).toEqual([]);
});
