import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { argocdLoginChanged } from "./argocd-login-changed.ts";

const settings = (data: object) => sampleObject("v1", "ConfigMap", "argocd-cm", { data });
const changed = (before: object, after: object) =>
  seen(argocdLoginChanged, { argocd: [settings(before)] }, { argocd: [settings(after)] });
const oidc = { "oidc.config": "issuer: https://git.example.net" };
const noAdmin = { "admin.enabled": "false" };

test("argocd-login-changed stops a change after which nobody can log in", () => {
  const told = ["stop: nobody can log in to Argo CD any more"];
  expect(changed({ ...oidc, ...noAdmin }, noAdmin)).toEqual(told);
  expect(changed({}, noAdmin)).toEqual(told);
  const account = { ...noAdmin, "accounts.ops": "login, apiKey" };
  expect(changed(account, { ...account, "accounts.ops.enabled": "false" })).toEqual(told);
});

test("argocd-login-changed warns of a way that goes, and of its settings", () => {
  expect(changed(oidc, {})).toEqual(["warn: the login by single sign-on goes"]);
  expect(changed(oidc, { ...oidc, ...noAdmin })).toEqual(["warn: the login by account admin goes"]);
  expect(changed({ url: "https://a", ...oidc }, { url: "https://b", "oidc.config": "issuer: https://b" })).toEqual([
    'warn: "oidc.config" of the login changes',
    'warn: "url" of the login changes',
  ]);
});

test("argocd-login-changed is silent about new ways, and about other settings", () => {
  expect(changed({}, oidc)).toEqual([]);
  expect(changed({ "timeout.reconciliation": "60s" }, { "timeout.reconciliation": "180s" })).toEqual([]);
});
