import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RENEWAL_PERCENT } from "../../../platform/lifetimes.ts";
import { changeSecret } from "../../../platform/secrets/kv.ts";
import { vaultRequest } from "../../../platform/secrets/vault-request.ts";
import { eventually } from "../eventually.ts";
import { openVault, unseal } from "../servers/vault-keys.ts";
import { moveIn, nextUser, type SecretsBed, secretOf, startSecretsBed } from "./secrets-bed.ts";

/** Instead of weeks. What stands for the tolerance of days is the third of it that is left when it ought to be renewed. */
const LIFETIME_SECONDS = 90;

let bed: SecretsBed;

describe("while Vault is sealed, and after", () => {
  beforeAll(async () => {
    bed = await startSecretsBed(LIFETIME_SECONDS);
    await changeSecret(bed.open, "erp/smtp", () => ({ host: "smtp.example.org" }));
    await moveIn(bed, "erp");
    await eventually("erp has credentials", async () => void (await credentials()));
  });
  afterAll(() => bed?.stop());

  test("an app goes on with what it has, past the time at which it would have got something new", async () => {
    const before = await nextUser(bed, "erp", await credentials());
    const start = performance.now();
    await bed.vault.kill();
    await bed.vault.restart();
    await expect(vaultRequest(bed.open, "GET", "kvv2/data/erp/smtp")).rejects.toThrow("it is sealed, unseal it");
    const due = LIFETIME_SECONDS * (RENEWAL_PERCENT / 100) + SLACK_SECONDS;
    await sleep(due * 1000 - (performance.now() - start));
    expect(await credentials()).toEqual(before);
    await logIn(before);
  });

  test("unsealed by hand, it goes on to rotate, and no app notices", async () => {
    const before = await credentials();
    await unseal(bed.open);
    await logIn(await nextUser(bed, "erp", before));
  });

  test("a snapshot in an empty server opens with the old key, and the chain goes on", async () => {
    const snapshot = await call("GET", "sys/storage/raft/snapshot");
    expect(snapshot.byteLength).toBeGreaterThan(1000);
    const before = await credentials();
    await bed.vault.stop();
    bed.vault.empty();
    await bed.vault.restart();
    const empty = await openVault(bed.vault.url);
    expect(await vaultRequest(empty, "GET", "kvv2/data/erp/smtp").catch(() => undefined)).toBeUndefined();

    await call("POST", "sys/storage/raft/snapshot-force", { token: empty.token, body: snapshot });
    await unseal(bed.open);
    expect(await vaultRequest(bed.open, "GET", "kvv2/data/erp/smtp")).toMatchObject({
      data: { data: { host: "smtp.example.org" } },
    });
    await logIn(await nextUser(bed, "erp", before));
  });
});

/** The operator spreads what is due at the same time. */
const SLACK_SECONDS = 8;

function credentials() {
  return secretOf(bed, "erp", "database");
}

async function logIn({ URL: url }: Readonly<Record<string, string>>): Promise<void> {
  const sql = postgres(url as string, { max: 1 });
  try {
    await sql`SELECT 1`;
  } finally {
    await sql.end();
  }
}

/** A request whose content or answer is a snapshot. */
async function call(
  method: "GET" | "POST",
  path: string,
  { token = bed.open.token, body }: { readonly token?: string; readonly body?: ArrayBuffer } = {},
): Promise<ArrayBuffer> {
  const response = await fetch(`${bed.vault.url}/v1/${path}`, {
    method,
    headers: { "X-Vault-Token": token },
    ...(body && { body }),
  });
  expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true);
  return response.arrayBuffer();
}
