import type { Cluster } from "../../clusters/lab.ts";
import { factsFile } from "../../platform/naming.ts";
import { staysOnMachine } from "../../platform/secrets/stays-on-machine.ts";

/**
 * Where providers find the Vault of a cluster: at its host, or where VAULT_ADDR says, if that is a way through this
 * machine, such as a port that is forwarded.
 *
 * @throws {Error} when VAULT_ADDR names another Vault, which a stack must not write to, or would show the token to the network
 */
export function vaultAddress({ name, vault }: Cluster, address = process.env.VAULT_ADDR): string {
  const own = `https://${vault.host}`;
  if (!address) return own;
  const { hostname, protocol } = URL.parse(address) ?? {};
  if ((hostname === vault.host && protocol === "https:") || staysOnMachine(address)) return address;
  throw new Error(
    `Cannot work on the Vault of ${name}: VAULT_ADDR is "${address}", and its Vault is "${own}", ` +
      `unset VAULT_ADDR or mend vault.host in ${factsFile(name)}`,
  );
}
