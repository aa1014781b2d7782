import { whyUnreachable } from "./why-unreachable.ts";
import { withoutSent } from "./without-sent.ts";

/** A Vault server, and the right to use it. */
export interface VaultAccess {
  /** Without a slash at its end: `https://vault.arcodange.lab`. */
  readonly url: string;
  readonly token: string;
}

/** Vault answers, and refuses. */
export class VaultRefusal extends Error {
  readonly status: number;

  constructor(message: string, status: number) {
    super(message);
    this.status = status;
  }
}

/** How long one answer may take; a Vault whose storage is gone accepts connections and says nothing. */
const PATIENCE_MILLISECONDS = 20_000;

/**
 * Asks Vault over its HTTP API.
 *
 * @param path below `/v1/`, such as `kvv2/data/erp/smtp`
 * @returns the JSON of its answer; undefined where there is nothing: it answers 204, or 404 without a complaint
 * @throws {VaultRefusal} when it is sealed, or refuses
 * @throws {Error} when it cannot be reached; no error ever holds what was sent
 * @see https://developer.hashicorp.com/vault/api-docs#http-status-codes
 */
export async function vaultRequest<T = unknown>(
  { url, token }: VaultAccess,
  method: "GET" | "LIST" | "POST" | "PUT" | "DELETE",
  path: string,
  body?: object,
): Promise<T | undefined> {
  const doing = `Cannot ${method} ${path} of Vault at ${url}`;
  const response = await fetch(`${url}/v1/${path}`, {
    method,
    headers: { "X-Vault-Token": token, "X-Vault-Request": "true" },
    redirect: "manual", // the token is for this address alone
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
  }).catch((error: Error) => {
    throw new Error(`${doing}: it cannot be reached (${whyUnreachable(error, [token])}), start it or mend VAULT_ADDR`);
  });
  if (response.status === 204) return undefined;
  const text = await response.text().catch((error: Error) => {
    throw new Error(`${doing}: its answer breaks off (${whyUnreachable(error, [token])}), try again`);
  });
  if (response.ok) return parsed(text, doing) as T;
  const errors = errorsOf(text || response.statusText, [token, body]);
  if (response.status === 404 && errors === "") return undefined;
  throw new VaultRefusal(`${doing}: ${refusal(response, errors)}`, response.status);
}

/** The parser's own message would show a part of the answer, which may be a secret. */
function parsed(text: string, doing: string): object {
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === "object" && answer !== null) return answer;
  } catch {}
  throw new Error(`${doing}: what answers is no Vault, mend VAULT_ADDR`);
}

function refusal({ status, headers }: Response, errors: string): string {
  if (status >= 300 && status < 400) return `it sends elsewhere, write ${headers.get("location")} into VAULT_ADDR`;
  if (status === 503 && /sealed/i.test(errors)) return "it is sealed, unseal it: vault operator unseal";
  if (status === 404) return "nothing is mounted there, apply the stack that mounts it: lab tofu apply vault";
  if (status === 403 && /invalid token|bad token/i.test(errors)) {
    return "it does not know the token, which has expired or is of another Vault: sign in anew, vault login -method=oidc";
  }
  if (status === 403) return "the token may not do that, sign in as somebody who may: vault login -method=oidc";
  return `it answers ${status}: ${errors}`;
}

/** Empty where Vault complains of nothing: it only has nothing there. */
function errorsOf(text: string, sent: readonly unknown[]): string {
  try {
    return withoutSent(((JSON.parse(text) as { errors?: string[] }).errors ?? []).join(", "), sent);
  } catch {
    return withoutSent(text, sent).slice(0, 200);
  }
}
