import type { Fault } from "./fault.ts";
import type { Cluster } from "./lab.ts";

/** A key is named where a cloud unseals Vault, and only there. */
export function checkSeal({ vault: { unseal, kms } }: Cluster): Fault[] {
  const field = "vault.kms";
  if (unseal === "kms" && kms === undefined) {
    const remedy = "name the key, with project, location and keyRing,";
    return [{ field, problem: 'it is missing, and unseal is "kms"', remedy }];
  }
  if (unseal !== "kms" && kms !== undefined) {
    const problem = `it has no effect while unseal is "${unseal}"`;
    return [{ field, problem, remedy: 'set unseal to "kms", or remove it' }];
  }
  return [];
}
