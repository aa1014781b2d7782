import postgres, { type Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { VAULT_MOUNTS } from "../../../platform/components/vault-secrets-operator/api.ts";
import { changeSecret } from "../../../platform/secrets/kv.ts";
import { vaultRequest } from "../../../platform/secrets/vault-request.ts";
import { renderedFolder } from "../../repository.ts";
import { eventually } from "../eventually.ts";
import { demand, type LiveObject, listed } from "../servers/kubectl.ts";
import { filesMedium, leaks, type Medium } from "./leak-search.ts";
import { moveIn, nextUser, type SecretsBed, secretOf, startSecretsBed } from "./secrets-bed.ts";
import { secretsInJournal } from "./vault-journal.ts";

/** Instead of weeks: a user of the database is replaced after two thirds of it, and gone after the whole. */
const LIFETIME_SECONDS = 60;

const MAIL = { host: "smtp.example.org", password: "open sesame" };

let bed: SecretsBed;

describe("from one word in an app's file to a pod with credentials", () => {
  beforeAll(async () => {
    bed = await startSecretsBed(LIFETIME_SECONDS);
    await changeSecret(bed.open, "erp/smtp", () => MAIL);
    await moveIn(bed, "erp");
  });
  afterAll(() => bed?.stop());

  test("OpenTofu has nothing more to make in Vault", async () => {
    expect(await bed.stack.changes()).toEqual([]);
  });

  test("the pod gets its secrets, and runs", async () => {
    await eventually("the pod of erp runs", async () => {
      const { status } = await deployment();
      const { readyReplicas = 0 } = status as { readonly readyReplicas?: number };
      return readyReplicas === 1 ? undefined : JSON.stringify(status);
    });
    expect(await secretOf(bed, "erp", "smtp")).toEqual(MAIL);
  });

  test("with the credentials an app logs in, and what it makes belongs to the owner of the database", async () => {
    await asApp(await credentials(), async sql => {
      await sql`CREATE TABLE orders (id int)`;
      const [{ owner }] =
        (await sql`SELECT tableowner AS owner FROM pg_tables WHERE tablename = 'orders'`) as unknown as [
          { owner: string },
        ];
      expect(owner).toBe("erp_role");
    });
  });

  test("at each rotation there is a new user and one restart, and none otherwise; the old user goes, its table stays", async () => {
    const old = await credentials();
    const before = await deployment();
    const session = postgres(old.URL as string, { max: 1, onclose: () => undefined });
    await session`SELECT 1`;

    const fresh = await nextUser(bed, "erp", old);
    await asApp(fresh, async sql =>
      expect(await sql`SELECT count(*)::int AS orders FROM orders`).toEqual([{ orders: 0 }]),
    );
    await eventually("the Deployment is restarted", async () => {
      const { metadata } = await deployment();
      return metadata.generation === (before.metadata.generation ?? 0) + 1 ? undefined : `it is ${metadata.generation}`;
    });
    await asApp(old, sql => sql`SELECT 1`); // until its end, for a pod that is not yet replaced

    await eventually("the old user is gone", async () =>
      (await users()).includes(old.USER as string) ? "not yet" : undefined,
    );
    await expect(session`SELECT 1`).rejects.toThrow();
    await session.end();
    await asApp(await credentials(), sql => sql`SELECT * FROM orders`);
  });

  test("the operator's next pod goes on with the leases that it finds", async () => {
    await nextUser(bed, "erp", await credentials()); // so that none is due soon
    const before = { leases: await leases(), user: (await credentials()).USER };
    await bed.operator.kill();
    await bed.startOperator();
    await operatorHasLooked();
    expect({ leases: await leases(), user: (await credentials()).USER }).toEqual(before);
  });

  test("what the operator remembers lies in the cluster encrypted by Vault", async () => {
    const texts = (await listed(bed.plane.server, "secrets", "tools"))
      .filter(({ metadata }) => metadata.name.startsWith("vso-cc-"))
      .flatMap(({ data }) => (data as { readonly secret?: string }).secret ?? [])
      .map(secret => Buffer.from(secret, "base64").toString());
    expect(texts).not.toEqual([]);
    expect(texts.filter(text => text.includes("vault:v1:"))).toHaveLength(texts.length);
  });

  test("no secret that went through Vault lies in a log, a plan, a state, the tree or an argument", async () => {
    await bed.stack.changes();
    const secrets = secretsInJournal(bed.journal);
    expect(secrets.size).toBeGreaterThan(5);
    const media = mediaOf(bed);
    for (const medium of media) {
      const canary = new Map([["a canary", "the canary"]]);
      expect(leaks(canary, [{ ...medium, text: `${medium.text}a canary` }])).toHaveLength(1);
      expect(medium.text.length, medium.name).toBeGreaterThan(100);
    }
    expect(leaks(secrets, media)).toEqual([]);
  });
});

function mediaOf({ folder, bucket, arguments: lines }: SecretsBed): Medium[] {
  return [
    filesMedium("the logs", folder, path => path.endsWith(".log")),
    filesMedium("the plans", folder, path => path.endsWith("/plan")),
    filesMedium("the states", bucket.objects, () => true),
    filesMedium("the tree", renderedFolder, () => true),
    { name: "the arguments", text: [...lines].join("\n") },
  ];
}

/** An app, with the Secret that its pod has. */
async function asApp(
  { URL: url }: Readonly<Record<string, string>>,
  use: (sql: Sql) => Promise<unknown>,
): Promise<void> {
  const sql = postgres(url as string, { max: 1 });
  try {
    await use(sql);
  } finally {
    await sql.end();
  }
}

function credentials() {
  return secretOf(bed, "erp", "database");
}

async function deployment(): Promise<LiveObject> {
  const text = await demand(bed.plane.server, "get", "deployment", "erp", "--namespace=erp", "--output=json");
  return JSON.parse(text);
}

/** Users that Vault has made, as PostgreSQL knows them. */
async function users(): Promise<string[]> {
  const { host, port, user, password } = bed.postgres;
  const sql = postgres({ host, port, user, password, database: "postgres", max: 1 });
  try {
    return (await sql`SELECT rolname FROM pg_roles WHERE rolname LIKE 'v-%'`).map(({ rolname }) => rolname);
  } finally {
    await sql.end();
  }
}

/** Leases of erp's database that Vault knows. */
async function leases(): Promise<readonly string[]> {
  const path = `sys/leases/lookup/${VAULT_MOUNTS.database}/creds/erp`;
  return (await vaultRequest<{ data: { keys: readonly string[] } }>(bed.open, "LIST", path))?.data.keys ?? [];
}

/** It says so of each object, once it has started. */
async function operatorHasLooked(): Promise<void> {
  await eventually("the operator has looked at the lease", async () => {
    const text = await demand(bed.plane.server, "get", "events", "--namespace=erp", "--output=json");
    const { items } = JSON.parse(text) as { items: readonly { readonly message: string }[] };
    return items.some(({ message }) => message.includes("transitioning to a new leader")) ? undefined : "not yet";
  });
}
