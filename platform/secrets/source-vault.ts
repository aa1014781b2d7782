import { VAULT_MOUNTS } from "../components/vault-secrets-operator/api.ts";
import type { Found } from "./source.ts";
import { staysOnMachine } from "./stays-on-machine.ts";
import { vaultRequest } from "./vault-request.ts";

/** What Vault itself is made or opened with cannot lie in it. */
const NEVER_THERE = /^(tofu|vault)\//;

/** Folder of the KV mount for secrets of those who run the lab. No app has it: names of apps have no underscore. */
const FOLDER = "_lab";

/** The key `value` of the secret in Vault. Undefined where it may not lie there; a Vault that fails is just no way. */
export async function fromVault(name: string): Promise<Found | undefined> {
  if (NEVER_THERE.test(name)) return undefined;
  const { VAULT_ADDR: url, VAULT_TOKEN: token } = process.env;
  if (!url || !token) return { reason: "Vault: VAULT_ADDR and VAULT_TOKEN are not both set" };
  if (!url.startsWith("https://") && !staysOnMachine(url)) {
    return {
      reason: `Vault: VAULT_ADDR is "${url}", by which everybody on the way would read the token, write https://`,
    };
  }
  const path = `${VAULT_MOUNTS.kv}/data/${FOLDER}/${name}`;
  try {
    const answer = await vaultRequest<Answer>({ url: url.replace(/\/+$/, ""), token }, "GET", path);
    const value = answer?.data?.data?.value;
    if (typeof value === "string" && value !== "") return { value };
    return { reason: `Vault: there is no value, vault kv put ${VAULT_MOUNTS.kv}/${FOLDER}/${name} value=-` };
  } catch (error) {
    return { reason: `Vault: ${(error as Error).message}` };
  }
}

/** https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2#read-secret-version */
interface Answer {
  readonly data?: { readonly data?: Readonly<Record<string, unknown>> | null };
}
