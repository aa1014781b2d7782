import { expect, test } from "vitest";
import { declaredLab, withEdit } from "../testing/declared-lab.ts";
import { edit } from "./edits/vault-lifetimes.ts";
import type { Lab } from "./rule.ts";
import { vaultLifetimes } from "./vault-lifetimes.ts";

test("vaultLifetimes accepts the declared lab", async () => {
  expect(vaultLifetimes.check(await declaredLab())).toEqual([]);
});

test("vaultLifetimes refuses a lease that is renewed so late that a sealed Vault would let it end", async () => {
  expect(vaultLifetimes.check(edit(await declaredLab()))).toMatchObject([
    {
      unit: "erp",
      object: "VaultDynamicSecret/database",
      field: "spec.renewalPercent",
      problem: expect.stringContaining('"90"'),
      remedy: "write at most 67",
      file: "apps/erp.ts",
    },
  ]);
});

test("vaultLifetimes takes the operator's own default for a lease that names no share", async () => {
  const lab = withEdit(await declaredLab(), "erp/VaultDynamicSecret/database", ({ spec }) => {
    spec.renewalPercent = undefined;
  });
  expect(vaultLifetimes.check(lab)).toEqual([]);
});

test.each([
  [10, []],
  [11, [{ field: "vault.sealedToleranceDays", remedy: "write at most 10", file: "clusters/arcodange/index.ts" }]],
])("vaultLifetimes judges a tolerance of %i days by the longest lease that Vault gives", async (days, findings) => {
  expect(vaultLifetimes.check(tolerating(await declaredLab(), days))).toMatchObject(findings);
});

function tolerating(lab: Lab, sealedToleranceDays: number): Lab {
  return { ...lab, cluster: { ...lab.cluster, vault: { ...lab.cluster.vault, sealedToleranceDays } } };
}
