import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { vaultLoginChanged } from "./vault-login-changed.ts";

const VSO = "secrets.hashicorp.com/v1beta1";
const login = (kubernetes: object, rest: object = {}) =>
  sampleObject(VSO, "VaultAuth", "vault", {
    spec: {
      method: "kubernetes",
      mount: "kubernetes",
      kubernetes: { role: "erp", serviceAccount: "erp", ...kubernetes },
      ...rest,
    },
  });
const changed = (after: object) => seen(vaultLoginChanged, { erp: [login({})] }, { erp: [after as never] });

test("vault-login-changed tells of role, mount and account", () => {
  expect(changed(login({ role: "cms" }))).toEqual(["warn: kubernetes.role becomes cms, and was erp"]);
  expect(changed(login({ serviceAccount: "web" }, { mount: "k3s" }))).toEqual([
    "warn: kubernetes.serviceAccount becomes web, and was erp",
    "warn: mount becomes k3s, and was kubernetes",
  ]);
});

test("vault-login-changed tells where the operator finds another Vault, or no longer knows it for sure", () => {
  const at = (spec: object) => sampleObject(VSO, "VaultConnection", "vault", { spec });
  const [before, after] = [
    at({ address: "https://a", skipTLSVerify: false }),
    at({ address: "https://a", skipTLSVerify: true }),
  ];
  expect(seen(vaultLoginChanged, { erp: [before] }, { erp: [after] })).toEqual([
    "warn: skipTLSVerify becomes true, and was false",
  ]);
});

test("vault-login-changed is silent about everything else of a login", () => {
  expect(changed(login({}, { headers: { a: "b" } }))).toEqual([]);
});
