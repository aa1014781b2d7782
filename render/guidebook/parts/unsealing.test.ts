import { expect, test } from "vitest";
import type { Vault } from "../../../clusters/lab.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { unsealing } from "./unsealing.ts";

async function tell(changes: Partial<Vault>) {
  const lab = await declaredLab();
  return unsealing.tell({ ...lab, cluster: { ...lab.cluster, vault: { ...lab.cluster.vault, ...changes } } }, "");
}

test("unsealing says where the key is, by who opens Vault here", async () => {
  expect(await tell({})).toContain("A timer on pi2");
  expect(await tell({})).toContain("`/etc/lab/secrets/vault/unseal-key`");
  expect(await tell({ unseal: "hand" })).toContain("A person opens it");
  const kms = { project: "home", location: "europe-west1", keyRing: "lab", key: "unseal" };
  expect(await tell({ unseal: "kms", kms })).toContain("A key of Google Cloud opens it, `unseal`");
  expect(await tell({ unseal: "kms", kms })).not.toContain("vault operator unseal");
});
