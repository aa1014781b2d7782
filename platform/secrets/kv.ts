import { VAULT_MOUNTS } from "../components/vault-secrets-operator/api.ts";
import { type VaultAccess, VaultRefusal, vaultRequest } from "./vault-request.ts";

/** What a secret is, without its values. */
export interface SecretOutline {
  readonly keys: readonly string[];
  /** When its newest version was written, as RFC 3339. */
  readonly written: string;
}

/** Values by key. */
export type Values = Readonly<Record<string, string>>;

/** Where secrets of instances and tools lie, unless another mount is named. */
const DEFAULT_MOUNT = VAULT_MOUNTS.kv;

/** How often a change is tried when others change the same secret meanwhile. */
const ATTEMPTS = 10;

/**
 * Looks at a secret. No value of it comes over the line: Vault is asked for its keys alone.
 *
 * @param path below the mount, such as `redis/passwords`
 * @returns undefined when nothing is there, or its newest version was deleted
 * @see https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2#read-secret-subkeys
 */
export async function outlineSecret(
  vault: VaultAccess,
  path: string,
  mount: string = DEFAULT_MOUNT,
): Promise<SecretOutline | undefined> {
  const answer = await vaultRequest<SubkeysAnswer>(vault, "GET", `${mount}/subkeys/${path}?depth=1`);
  if (answer === undefined) return undefined;
  const { subkeys, metadata } = answer.data;
  return { keys: Object.keys(subkeys ?? {}), written: metadata.created_time };
}

/**
 * Changes a secret. When somebody else writes it between the reading and the writing, both happen again: nobody's keys
 * are lost.
 *
 * @param change gets the values that are there and gives all that shall be there; it may be called again
 * @returns whether anything was written: an equal outcome makes no version
 * @see https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2#create-update-secret (cas)
 */
export async function changeSecret(
  vault: VaultAccess,
  path: string,
  change: (values: Values) => Values,
  mount: string = DEFAULT_MOUNT,
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    const { values, version } = await readSecret(vault, path, mount);
    const data = change(values);
    if (isEqual(values, data)) return false;
    try {
      await vaultRequest(vault, "POST", `${mount}/data/${path}`, { data, options: { cas: version } });
      return true;
    } catch (error) {
      if (!isOvertaken(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

interface SubkeysAnswer {
  readonly data: {
    readonly subkeys: Readonly<Record<string, null>> | null;
    readonly metadata: { readonly created_time: string };
  };
}

/** The values, and the number of the newest version, which counts although it may have been deleted; 0: never written. */
async function readSecret(
  vault: VaultAccess,
  path: string,
  mount: string,
): Promise<{ values: Values; version: number }> {
  const found = await vaultRequest<DataAnswer>(vault, "GET", `${mount}/data/${path}`);
  if (found !== undefined) return { values: found.data.data, version: found.data.metadata.version };
  const past = await vaultRequest<MetadataAnswer>(vault, "GET", `${mount}/metadata/${path}`);
  if (past === undefined) return { values: {}, version: 0 };
  const { current_version: version, versions } = past.data;
  const newest = versions[version];
  const isGone = newest === undefined || newest.destroyed || newest.deletion_time !== "";
  return isGone ? { values: {}, version } : readSecret(vault, path, mount); // somebody wrote it a moment ago
}

interface MetadataAnswer {
  readonly data: {
    readonly current_version: number;
    readonly versions: Readonly<Record<string, { readonly deletion_time: string; readonly destroyed: boolean }>>;
  };
}

interface DataAnswer {
  readonly data: { readonly data: Values; readonly metadata: { readonly version: number } };
}

function isEqual(before: Values, after: Values): boolean {
  const keys = Object.keys(after);
  return keys.length === Object.keys(before).length && keys.every(key => before[key] === after[key]);
}

function isOvertaken(error: unknown): boolean {
  return error instanceof VaultRefusal && error.status === 400 && error.message.includes("check-and-set");
}
