import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { vaultPathChanged } from "./vault-path-changed.ts";

const fetched = (kind: string, spec: object) => sampleObject("secrets.hashicorp.com/v1beta1", kind, "smtp", { spec });
const changed = (kind: string, before: object, after: object) =>
  seen(vaultPathChanged, { erp: [fetched(kind, before)] }, { erp: [fetched(kind, after)] });

test("vault-path-changed tells of another path, mount or role, and of another name of the Secret", () => {
  expect(changed("VaultStaticSecret", { mount: "kvv2", path: "erp/smtp" }, { mount: "kv", path: "cms/smtp" })).toEqual([
    "warn: mount becomes kv, and was kvv2",
    "warn: path becomes cms/smtp, and was erp/smtp",
  ]);
  expect(changed("VaultDynamicSecret", { path: "creds/erp" }, { path: "creds/erp-owner" })).toHaveLength(1);
  expect(changed("VaultStaticSecret", { destination: { name: "a" } }, { destination: { name: "b" } })).toHaveLength(1);
});

test("vault-path-changed knows ExternalSecrets", () => {
  const external = (store: string) =>
    sampleObject("external-secrets.io/v1", "ExternalSecret", "smtp", { spec: { secretStoreRef: { name: store } } });
  expect(seen(vaultPathChanged, { erp: [external("a")] }, { erp: [external("b")] })).toEqual([
    'warn: secretStoreRef becomes {"name":"b"}, and was {"name":"a"}',
  ]);
});

test("vault-path-changed is silent about how often it is fetched", () => {
  expect(changed("VaultStaticSecret", { path: "a", refreshAfter: "1h" }, { path: "a", refreshAfter: "5m" })).toEqual(
    [],
  );
});
