import type { Cluster } from "../../clusters/lab.ts";
import { factsFile } from "../../platform/naming.ts";

/**
 * Where providers find the Vault of a cluster: at its host, or where VAULT_ADDR says, if that is a way through this
 * machine, such as a port that is forwarded.
 *
 * @throws {Error} when VAULT_ADDR names another Vault, which a stack must not write to
 */
export function vaultAddress({ name, vault }: Cluster, address = process.env.VAULT_ADDR): string {
  const own = `https://${vault.host}`;
  if (!address) return own;
  const { hostname } = URL.parse(address) ?? {};
  if (hostname === vault.host || LOOPBACK.includes(hostname ?? "")) return address;
  throw new Error(
    `Cannot work on the Vault of ${name}: VAULT_ADDR is "${address}", and its Vault is "${own}", ` +
      `unset VAULT_ADDR or mend vault.host in ${factsFile(name)}`,
  );
}

const LOOPBACK: readonly string[] = ["127.0.0.1", "[::1]", "localhost"];
