import { expect, test } from "vitest";
import { declaredLab, type EditableObject, withEdit, withUnits } from "../testing/declared-lab.ts";
import { edit } from "./edits/vault-paths.ts";
import { vaultPaths } from "./vault-paths.ts";

test("vaultPaths accepts the declared lab", async () => {
  expect(vaultPaths.check(await declaredLab())).toEqual([]);
});

test("vaultPaths refuses the static secret of another instance", async () => {
  expect(vaultPaths.check(edit(await declaredLab()))).toMatchObject([
    {
      unit: "erp-sandbox",
      object: "VaultStaticSecret/smtp",
      field: "spec.path",
      problem: '"erp/smtp" is no secret of "erp-sandbox"',
      remedy: 'write one below "erp-sandbox/"',
      file: "apps/erp.ts",
    },
  ]);
});

const edits: [string, field: string, problem: string, (spec: EditableObject) => void][] = [
  ["VaultStaticSecret/smtp", "path", '"erp/../webapp/smtp" is no secret of "erp"', set("path", "erp/../webapp/smtp")],
  ["VaultStaticSecret/smtp", "path", '"erp" is no secret of "erp"', set("path", "erp")],
  ["VaultStaticSecret/smtp", "path", '"erp-sandbox/smtp" is no secret of "erp"', set("path", "erp-sandbox/smtp")],
  ["VaultStaticSecret/smtp", "vaultAuthRef", '"webapp/vault" is the', set("vaultAuthRef", "webapp/vault")],
  ["VaultStaticSecret/smtp", "vaultAuthRef", "it has none, so the default", set("vaultAuthRef", undefined)],
  ["VaultDynamicSecret/database", "path", '"creds/webapp" is not "creds/erp"', set("path", "creds/webapp")],
  ["VaultDynamicSecret/database", "path", '"static-creds/erp" is not', set("path", "static-creds/erp")],
  ["VaultDynamicSecret/database", "vaultAuthRef", '"webapp/vault" is the', set("vaultAuthRef", "webapp/vault")],
  ["VaultAuth/vault", "kubernetes.role", '"webapp" is not "erp"', set("kubernetes", { role: "webapp" })],
  ["VaultAuth/vault", "kubernetes.role", "it has none", set("kubernetes", undefined)],
  ["VaultAuth/vault", "allowedNamespaces", 'may log in as "erp"', set("allowedNamespaces", ["*"])],
];

test.each(edits)("vaultPaths refuses %s with another %s: %s", async (object, field, problem, change) => {
  const lab = withEdit(await declaredLab(), `erp/${object}`, ({ spec }) => change(spec));
  expect(vaultPaths.check(lab)).toMatchObject([
    { unit: "erp", object, field: `spec.${field}`, problem: expect.stringContaining(problem) },
  ]);
});

test("vaultPaths accepts the own namespace written out before a login", async () => {
  const lab = withEdit(await declaredLab(), "erp/VaultStaticSecret/smtp", ({ spec }) => {
    spec.vaultAuthRef = "erp/vault";
  });
  expect(vaultPaths.check(lab)).toEqual([]);
});

test("vaultPaths lets a component read any path", async () => {
  const lab = edit(await declaredLab());
  const units = lab.units.map(unit => (unit.name === "erp-sandbox" ? { ...unit, class: "platform" as const } : unit));
  expect(vaultPaths.check(withUnits(lab, units))).toEqual([]);
});

function set(field: string, value: unknown) {
  return (spec: EditableObject) => {
    spec[field] = value;
  };
}
