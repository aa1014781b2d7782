import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type VaultAccess, vaultRequest } from "../../../platform/secrets/vault-request.ts";

const NAME = "journal";

/** Has Vault write down all that it is told and says, secrets in plain, into a file of the folder; for tests alone. */
export async function keepJournal(vault: VaultAccess, folder: string): Promise<string> {
  const file = join(folder, "journal.jsonl");
  const options = { file_path: file, log_raw: "true", mode: "0600" };
  await vaultRequest(vault, "PUT", `sys/audit/${NAME}`, { type: "file", options });
  return file;
}

/**
 * Every secret that went through Vault: what secrets hold, passwords of users, tokens, and what logins showed.
 *
 * @returns each once, with where it was first seen
 */
export function secretsInJournal(file: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of readFileSync(file, "utf8").split("\n").filter(Boolean)) {
    const { request, response, auth } = JSON.parse(line) as Entry;
    const place = `${request?.operation} ${request?.path}`;
    const values = [
      ...stringsBelow(request?.path?.startsWith("kvv2/data/") ? request.data : undefined),
      ...stringsBelow(request?.path?.startsWith("kvv2/data/") ? response?.data?.data : undefined),
      ...[request?.data?.jwt, request?.data?.password, request?.data?.key, response?.data?.password],
      ...[request?.client_token, auth?.client_token, response?.auth?.client_token],
    ];
    for (const value of values) {
      if (typeof value === "string" && value.length >= SHORTEST && !found.has(value)) found.set(value, place);
    }
  }
  return found;
}

/** Shorter ones are words that stand everywhere. */
const SHORTEST = 10;

interface Entry {
  readonly request?: {
    readonly operation?: string;
    readonly path?: string;
    readonly client_token?: string;
    readonly data?: Readonly<Record<string, unknown>>;
  };
  readonly response?: {
    readonly data?: { readonly data?: unknown; readonly password?: unknown };
    readonly auth?: { readonly client_token?: string };
  };
  readonly auth?: { readonly client_token?: string };
}

function stringsBelow(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(stringsBelow);
}
