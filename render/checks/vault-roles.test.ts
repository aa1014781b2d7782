import { expect, test } from "vitest";
import { declaredLab, withEdit } from "../testing/declared-lab.ts";
import { edit } from "./edits/vault-roles.ts";
import { vaultRoles } from "./vault-roles.ts";

test("vaultRoles accepts the declared lab", async () => {
  expect(vaultRoles.check(await declaredLab())).toEqual([]);
});

test("vaultRoles refuses a role of another service account", async () => {
  expect(vaultRoles.check(edit(await declaredLab()))).toMatchObject([
    {
      unit: "prometheus",
      object: "VaultAuth/prometheus",
      field: "spec.kubernetes.role",
      problem: '"tools/prometheus" takes the role "grafana" of "tools/grafana"',
      remedy: 'name a role of its own, as "prometheus"',
      file: "platform/components/prometheus/index.ts",
    },
  ]);
});

test("vaultRoles refuses a service account of the same name in another namespace", async () => {
  const lab = withEdit(await declaredLab(), "erp-sandbox/VaultAuth/vault", ({ spec }) => {
    spec.kubernetes = { role: "erp", serviceAccount: "erp" };
  });
  expect(vaultRoles.check(lab)).toMatchObject([{ problem: '"erp-sandbox/erp" takes the role "erp" of "erp/erp"' }]);
});
