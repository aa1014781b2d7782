import { expect, test } from "vitest";
import { compare } from "../../tree/compare.ts";
import { sampleObject } from "../testing/sample-objects.ts";
import { sampleSituation } from "../testing/sample-situation.ts";
import { findDangers } from "./find-dangers.ts";
import { vaultPolicyChanged } from "./vault-policy-changed.ts";

const lab = {
  erp: [
    sampleObject("secrets.hashicorp.com/v1beta1", "VaultAuth", "vault", { spec: { kubernetes: { role: "erp" } } }),
    sampleObject("secrets.hashicorp.com/v1beta1", "VaultStaticSecret", "smtp", {
      spec: { mount: "kvv2", path: "erp/smtp", type: "kv-v2", vaultAuthRef: "vault" },
    }),
  ],
};
const changed = (before: object, after: object) => {
  const [old, fresh] = [before, after].map(all => new Map([["home/tofu/vault.tfvars.json", JSON.stringify(all)]]));
  const changes = compare(old ?? new Map(), fresh ?? new Map()).map(change => ({ change }));
  return findDangers({ ...sampleSituation(lab, lab), changes }, [vaultPolicyChanged]).map(
    ({ level, what }) => `${level}: ${what}`,
  );
};
const readers = (paths: object, rest: object = {}) => ({ readers: { erp: { paths, ...rest } } });
const smtp = { "kvv2/data/erp/smtp": ["read"] };

test("vault-policy-changed warns of a role that may read what is not its own, and notes what is", () => {
  expect(changed(readers(smtp), readers({ ...smtp, "kvv2/data/*": ["read"] }))).toEqual([
    'warn: role "erp" may read "kvv2/data/*"',
  ]);
  expect(changed(readers(smtp), readers({ ...smtp, "kvv2/data/erp/mail": ["read"] }))).toEqual([
    'note: role "erp" may read "kvv2/data/erp/mail"',
  ]);
  expect(changed(readers({ a: ["read"] }), readers({ a: ["read", "update"] }))).toEqual([
    'warn: role "erp" may update "a"',
  ]);
});

test("vault-policy-changed warns of a role that loses what git still reads, and notes the rest", () => {
  expect(changed(readers({ "kvv2/data/erp/*": ["read"] }), readers({}))).toEqual([
    'warn: role "erp" may no longer read "kvv2/data/erp/*"',
  ]);
  expect(changed(readers({ ...smtp, "kvv2/data/erp/mail": ["read"] }), readers(smtp))).toEqual([
    'note: role "erp" may no longer read "kvv2/data/erp/mail"',
  ]);
});

test("vault-policy-changed warns of another login, and of a role that goes before its pods", () => {
  expect(changed(readers({}, { service_account: "erp" }), readers({}, { service_account: "web" }))).toEqual([
    'warn: service_account of role "erp" becomes web, and was erp',
  ]);
  expect(changed(readers({}), { readers: {} })).toEqual(['warn: role "erp" goes, and pods still log in by it']);
  expect(changed({ ci: { erp: { role: "a" } } }, { ci: { erp: { role: "b" } } })).toEqual([
    'warn: role of the workflow of "erp" becomes b, and was a',
  ]);
});

test("vault-policy-changed is silent about roles that come and go with their app, and other variables", () => {
  const cms = { readers: { cms: { paths: smtp } }, ci: { cms: { role: "cms" } } };
  expect(changed({ readers: {}, ci: {} }, cms)).toEqual([]);
  expect(changed(cms, { readers: {}, ci: {} })).toEqual([]);
  expect(changed({ domain: "a" }, { domain: "b" })).toEqual([]);
});
