import { type VaultAccess, vaultRequest } from "../../../platform/secrets/vault-request.ts";
import { eventually } from "../eventually.ts";

/** An initialised Vault: the right to do everything, and the key that opens it. */
export interface OpenVault extends VaultAccess {
  readonly key: string;
}

/** Initialises a new Vault with one key, and unseals it. */
export async function openVault(url: string): Promise<OpenVault> {
  const body = { secret_shares: 1, secret_threshold: 1 };
  const answer = await vaultRequest<Initialised>({ url, token: "" }, "PUT", "sys/init", body);
  const { keys_base64, root_token } = answer as Initialised;
  const vault = { url, token: root_token, key: keys_base64[0] };
  await unseal(vault);
  return vault;
}

interface Initialised {
  readonly keys_base64: readonly [string];
  readonly root_token: string;
}

/** Unseals it, and waits until it leads itself: until then it refuses to write. */
export async function unseal({ url, key }: OpenVault): Promise<void> {
  await vaultRequest({ url, token: "" }, "PUT", "sys/unseal", { key });
  await eventually(`Vault at ${url} leads itself`, async () => {
    const { ok, status } = await fetch(`${url}/v1/sys/health`);
    return ok ? undefined : `it answers ${status}`;
  });
}
