import { closest } from "fastest-levenshtein";
import type { Values } from "../../platform/secrets/kv.ts";
import type { VaultAccess } from "../../platform/secrets/vault-request.ts";
import type { Need } from "./need.ts";

/**
 * Writes values beside those that are there.
 *
 * @returns whether anything changed
 * @throws {Error} when a key is not declared, or a value is of the wrong form; it never holds a value
 */
export async function setValues(need: Settable, values: Values, vault: VaultAccess): Promise<boolean> {
  for (const [key, value] of Object.entries(values)) {
    refuseUnknownKey(need, key);
    if (need.keys?.[key]?.from === "users") refuseOpenPasswords(need, value);
  }
  return need.put(vault, values);
}

/** A secret of which a person may bring values. */
export type Settable = Need & Required<Pick<Need, "put">>;

/** @throws {Error} when two servers have to have it at once */
export function settable(need: Need): Settable {
  const { path, put } = need;
  if (put !== undefined) return { ...need, put };
  throw new Error(`Cannot set ${path}: two servers must have it at once, let it be made: lab secrets make ${path}`);
}

/** @throws {Error} when the secret declares its keys, and this is none of them */
export function refuseUnknownKey({ path, keys }: Need, key: string): void {
  if (keys === undefined || Object.hasOwn(keys, key)) return;
  throw new Error(
    `Cannot set "${key}" of ${path}: nothing declares it, did you mean "${closest(key, Object.keys(keys))}"?`,
  );
}

/** What Traefik takes: bcrypt, Apache's MD5, SHA-1. */
const USER_LINE = /^[^:\s]+:(\$2[abxy]\$|\$apr1\$|\{SHA\})\S+$/;

/** A password as it is would lie there for every reader to see. */
function refuseOpenPasswords({ path }: Need, value: string): void {
  value.split(/\r?\n/).forEach((line, index) => {
    if (line === "" || USER_LINE.test(line)) return;
    throw new Error(`Cannot set ${path}: line ${index + 1} is no name:hash, write what htpasswd -nB <name> prints`);
  });
}
