import { expect, test } from "vitest";
import { API_VERSION } from "./objects.ts";
import { vaultReaders } from "./readers.ts";

const login = object("VaultAuth", "grafana", { kubernetes: { role: "grafana", serviceAccount: "grafana" } });
const admin = object("VaultStaticSecret", "a", { vaultAuthRef: "grafana", mount: "kvv2", path: "grafana/admin" });

test("a login reads just the paths that objects with it name, and nothing of what another names", () => {
  const other = object("VaultStaticSecret", "b", { vaultAuthRef: "redis", mount: "kvv2", path: "redis/passwords" });
  expect(vaultReaders([admin, login, other])).toEqual([
    {
      role: "grafana",
      namespace: "tools",
      serviceAccount: "grafana",
      paths: { "kvv2/data/grafana/admin": ["read"] },
    },
  ]);
});

test("a login of another namespace is found by its full name, and one of the same name is not taken for it", () => {
  const far = { ...admin, metadata: { name: "far", namespace: "apps" } };
  const named = { ...far, spec: { ...admin.spec, vaultAuthRef: "tools/grafana" } };
  expect(vaultReaders([login, far])[0]?.paths).toEqual({});
  expect(Object.keys(vaultReaders([login, named])[0]?.paths ?? {})).toEqual(["kvv2/data/grafana/admin"]);
});

test("whoever ends its lease may do so, and whoever does not, may not", () => {
  const user = (revoke: boolean) =>
    object("VaultDynamicSecret", "d", { vaultAuthRef: "grafana", mount: "postgres", path: "creds/grafana", revoke });
  expect(vaultReaders([login, user(true)])[0]?.paths).toEqual({
    "postgres/creds/grafana": ["read"],
    "sys/leases/revoke": ["update"],
  });
  expect(vaultReaders([login, user(false)])[0]?.paths).toEqual({ "postgres/creds/grafana": ["read"] });
});

test("the operator's own login encrypts and decrypts what it remembers", () => {
  const cache = { mount: "transit", keyName: "cache" };
  const own = object("VaultAuth", "vso", {
    kubernetes: { role: "vso", serviceAccount: "vso" },
    storageEncryption: cache,
  });
  expect(vaultReaders([own])[0]?.paths).toEqual({
    "transit/encrypt/cache": ["update"],
    "transit/decrypt/cache": ["update"],
  });
});

function object(kind: string, name: string, spec: object) {
  return { apiVersion: API_VERSION, kind, metadata: { name, namespace: "tools" }, spec };
}
