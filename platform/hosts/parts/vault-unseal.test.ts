import { expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { Cluster } from "../../../clusters/lab.ts";
import { vaultUnseal } from "./vault-unseal.ts";

test.each(["kms", "hand"] as const)("vault-unseal does nothing where Vault is unsealed by %s", unseal => {
  expect(on("pi2", { ...arcodange, vault: { ...arcodange.vault, unseal } })).toEqual({});
});

test("vault-unseal runs on Gitea's host alone, which keeps the key", () => {
  expect(on("pi1")).toEqual({});
  expect(on("pi2").secrets).toMatchObject([{ name: "vault/unseal-key", home: "pi2", origin: "later" }]);
});

test("vault-unseal has the key in none of its files", () => {
  const files = on("pi2").files ?? [];
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter(({ content }) => content.includes("@@"))).toEqual([]);
});

test("vault-unseal comes to Vault by any node that answers for Traefik, so that no one loss keeps it sealed", () => {
  const settings = on("pi2").files?.find(({ path }) => path.endsWith("/settings"))?.content;
  expect(settings).toContain("VAULT_ROUTE=vault.arcodange.lab:443:192.168.1.201,192.168.1.203\n");
});

function on(name: "pi1" | "pi2", cluster: Cluster = arcodange) {
  return vaultUnseal({ cluster, name, node: arcodange.nodes[name] });
}
