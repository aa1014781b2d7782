import { expect, test } from "vitest";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { vaultAddress } from "./vault-address.ts";

const own = `https://${sampleCluster.vault.host}`;

test.each([undefined, ""])("vaultAddress() is that of the cluster when VAULT_ADDR is %j", address => {
  expect(vaultAddress(sampleCluster, address)).toBe(own);
});

test.each([`${own}:8200`, "http://127.0.0.1:8200", "http://localhost:1234", "http://[::1]:8200"])(
  "vaultAddress() accepts %s",
  address => {
    expect(vaultAddress(sampleCluster, address)).toBe(address);
  },
);

test.each([
  `http://${sampleCluster.vault.host}`,
  "https://vault.example.org",
  "https://127.0.0.1.example.org",
  `${own}.example.org`,
  "vault",
])("vaultAddress() refuses %s, the Vault of somebody else", address => {
  expect(() => vaultAddress(sampleCluster, address)).toThrow(
    `Cannot work on the Vault of ${sampleCluster.name}: VAULT_ADDR is "${address}", and its Vault is "${own}"`,
  );
});
