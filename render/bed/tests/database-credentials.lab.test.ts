import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { equipManagers, PROVISIONAL, rotateManagers } from "../../../platform/secrets/database-managers.ts";
import { type PostgresAccess, withPostgres } from "../../../platform/secrets/postgres-session.ts";
import { ensurePassword, roleState, setPassword, setRemark } from "../../../platform/secrets/role-password.ts";
import { verifies } from "../../../platform/secrets/scram-verifier.ts";
import { vaultRequest } from "../../../platform/secrets/vault-request.ts";
import { renderedFolder } from "../../repository.ts";
import { eventually } from "../eventually.ts";
import { missingPrograms } from "../program/program.ts";
import { howToGet } from "../program/program-origins.ts";
import { authority } from "../servers/authority.ts";
import { type Bucket, startBucket } from "../servers/bucket.ts";
import { type Place, type Postgres, startPostgres } from "../servers/postgres.ts";
import { inDatabase, makePostgresObjects, postgresVariables } from "../servers/postgres-objects.ts";
import { type Pooler, startPooler } from "../servers/postgres-pooler.ts";
import { nobodysAccount } from "../servers/service-account.ts";
import { type TofuStack, tofuStack } from "../servers/tofu-stack.ts";
import { startVault, type Vault } from "../servers/vault.ts";
import { type OpenVault, openVault } from "../servers/vault-keys.ts";

const missing = missingPrograms(["vault", "tofu", "terraform-provider-vault", "fake-gcs-server"]);
const note = missing.length > 0 ? `, not tried: ${howToGet(missing).join(", ")}` : "";

const CLUSTER = arcodange.name;
const variables = postgresVariables(CLUSTER);
const { databases } = variables;
/** Of PgBouncer's own roles. */
const PASSWORDS = { lookup: "1f00", exporter: "e4b0" };

let folder: string;
let postgres: Postgres;
let vault: Vault;
let open: OpenVault;
let bucket: Bucket;
let stack: TofuStack;

describe.skipIf(missing.length > 0)(`credentials for databases, with the stacks of this repository${note}`, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bed-"));
    postgres = await startPostgres(folder);
    await makePostgresObjects(postgres, variables);
    vault = await startVault(
      folder,
      vaultSettings(),
      nobodysAccount(folder, authority(join(folder, "authority")).certificate),
    );
    open = await openVault(vault.url);
    bucket = await startBucket(folder, arcodange.buckets.state);
    stack = await vaultStack(folder, postgres);
    await stack.apply();
  });
  afterAll(async () => {
    await bucket?.stop();
    await vault?.stop();
    await postgres?.stop();
    rmSync(folder, { recursive: true });
  });

  describe("equipManagers()", () => {
    test("lets Vault into every database, so that it alone knows the passwords, and changes nothing else", async () => {
      await superuser(sql => sql`ALTER SYSTEM SET log_statement = 'all'`);
      await superuser(sql => sql`SELECT pg_reload_conf()`);
      await expect(credentials("erp")).rejects.toThrow("28P01");
      expect(await outcomes(equipManagers)).toEqual(all("given"));
      for (const database of Object.keys(databases)) await credentials(database);
      expect(await stack.changes()).toEqual([]);
      await superuser(sql => sql`ALTER SYSTEM RESET log_statement`);
      await superuser(sql => sql`SELECT pg_reload_conf()`);
      const sent = readFileSync(postgres.log, "utf8").match(/ALTER ROLE vault_\w+ PASSWORD '[^']*'/g);
      expect(sent).toHaveLength(Object.keys(databases).length);
      for (const statement of sent ?? []) expect(statement).toContain("'SCRAM-SHA-256$");
    });

    test("leaves alone what works", async () => {
      const before = await verifiers();
      expect(await outcomes(equipManagers)).toEqual(all("kept"));
      expect(await verifiers()).toEqual(before);
    });

    test("goes on after an end between PostgreSQL and Vault", async () => {
      await withPostgres(postgres, sql => setPassword(sql, "vault_erp", "lost", PROVISIONAL));
      expect(await outcomes(equipManagers)).toEqual({ ...all("kept"), erp: "given" });
      await credentials("erp");
    });

    test("goes on after an end between Vault and the change of the password", async () => {
      await knownToUs("erp", "provisional");
      expect(await outcomes(equipManagers)).toEqual({ ...all("kept"), erp: "given" });
      const state = await withPostgres(postgres, sql => roleState(sql, "vault_erp"));
      expect(verifies(state?.verifier ?? null, "provisional")).toBe(false);
      expect(state?.remark).toBeNull();
      await credentials("erp");
    });

    test("goes on after an end when all is done but the remark", async () => {
      await withPostgres(postgres, sql => setRemark(sql, "vault_erp", PROVISIONAL));
      expect(await outcomes(equipManagers)).toEqual({ ...all("kept"), erp: "given" });
      expect(await outcomes(equipManagers)).toEqual(all("kept"));
    });

    test("says what is missing of a database, and goes on with the others", async () => {
      const wrong = {
        nowhere: { manager: "vault_erp" },
        webapp: { manager: "vault_nobody" },
        erp: { manager: "vault_erp" },
      };
      const [nowhere, nobody, erp] = await equipManagers(postgres, open, wrong);
      expect(nowhere?.outcome).toMatchObject({ problem: expect.stringContaining("lab tofu apply vault") });
      expect(nobody?.outcome).toMatchObject({ problem: expect.stringContaining("lab tofu apply postgres") });
      expect(erp?.outcome).toBe("kept");
    });

    test("says what is wrong with the server", async () => {
      const elsewhere = { ...postgres, port: 1 };
      await expect(equipManagers(elsewhere, open, databases)).rejects.toThrow("cannot be reached (ECONNREFUSED)");
      const wrong = { ...postgres, password: "wrong" };
      await expect(equipManagers(wrong, open, databases)).rejects.toThrow("correct postgres/superuser");
    });
  });

  test("the stack of Vault changes a connection, and Vault keeps its password", async () => {
    const elsewhere = join(folder, "elsewhere");
    mkdirSync(elsewhere);
    const moved = await vaultStack(elsewhere, { ...postgres, host: "localhost" });
    expect(await moved.changes()).toHaveLength(Object.keys(databases).length);
    await moved.apply();
    expect(await outcomes(equipManagers)).toEqual(all("kept"));
    await stack.apply();
    expect(await stack.changes()).toEqual([]);
  });

  test("rotateManagers() changes every password, and the users that are there go on", async () => {
    const user = await credentials("erp");
    const before = await verifiers();
    expect(await outcomes(rotateManagers)).toEqual(all("rotated"));
    for (const [role, verifier] of Object.entries(await verifiers())) expect(verifier).not.toBe(before[role]);
    expect(await as(user, "erp", who)).toBe(`${user.user}|erp_role`);
    await revoke(user);
  });

  test("ensurePassword() gives a role another password, and leaves alone what is right", async () => {
    const ensure = (password: string) => withPostgres(postgres, sql => ensurePassword(sql, "pgbouncer", password));
    expect(await ensure(PASSWORDS.exporter)).toBe(true);
    expect(await ensure(PASSWORDS.lookup)).toBe(true);
    expect(await ensure(PASSWORDS.lookup)).toBe(false);
    expect(await as({ user: "pgbouncer", password: PASSWORDS.lookup }, "postgres", who)).toContain("pgbouncer");
  });

  describe("a user", () => {
    test("works in its database as the owner, to whom all that it makes belongs, at the latest when it is revoked", async () => {
      const user = await credentials("erp");
      await as(user, "erp", async sql => {
        await sql`CREATE TABLE of_the_owner ()`;
        await sql`SET ROLE none`;
        await sql`CREATE TABLE of_the_user ()`;
        await sql`CREATE SCHEMA of_the_user_too`;
      });
      expect(await ownerOf("of_the_owner")).toBe("erp_role");
      expect(await ownerOf("of_the_user")).toBe(user.user);
      await revoke(user);
      expect(await ownerOf("of_the_user")).toBe("erp_role");
      await expect(as(user, "erp", who)).rejects.toThrow("authentication failed");
      expect(await exists(user.user)).toBe(false);
    });

    test("finds what others made before it", async () => {
      const [first, second] = [await credentials("erp"), await credentials("erp")];
      await as(first, "erp", sql => sql`CREATE TABLE shared AS SELECT 1 AS line`);
      await revoke(first);
      expect(await as(second, "erp", sql => sql`SELECT line FROM shared`)).toMatchObject([{ line: 1 }]);
      await revoke(second);
    });

    test("expires, later when it is renewed", async () => {
      const user = await credentials("erp", 60);
      const before = await expiry(user.user);
      expect(before.getTime() - Date.now()).toBeLessThan(90_000);
      await vaultRequest(open, "PUT", "sys/leases/renew", { lease_id: user.lease, increment: 3600 });
      expect((await expiry(user.user)).getTime() - before.getTime()).toBeGreaterThan(3_000_000);
      await revoke(user);
    });

    test("loses the sessions that it has open, with what they had begun", async () => {
      const user = await credentials("erp");
      let revocation: Promise<void> | undefined;
      const held = as(user, "erp", async sql => {
        await sql.unsafe("BEGIN; CREATE TABLE half_done ()");
        const asleep = sql`SELECT pg_sleep(60)`.execute();
        revocation = revoke(user);
        await asleep;
      });
      await expect(held).rejects.toThrow(/terminat|CONNECTION/);
      await revocation;
      expect(await ownerOf("half_done")).toBeUndefined();
      expect(await exists(user.user)).toBe(false);
    });

    test("cannot log in any more from the moment that its revocation begins", async () => {
      const user = await credentials("erp");
      await as(user, "erp", sql => sql.unsafe("SET ROLE none; CREATE TABLE held_up ()"));
      const revoked = await superuser(
        sql =>
          sql.begin(async transaction => {
            await transaction`LOCK TABLE held_up IN ACCESS SHARE MODE`;
            const revocation = revoke(user);
            await eventually("the revocation waits for the table", async () => {
              const waiting =
                await transaction`SELECT FROM pg_locks WHERE relation = 'held_up'::regclass AND NOT granted`;
              return waiting.length > 0 ? undefined : "it does not wait";
            });
            await expect(as(user, "erp", who)).rejects.toThrow("is not permitted to log in");
            return { revocation };
          }),
        "erp",
      );
      await revoked.revocation;
      expect(await exists(user.user)).toBe(false);
    });

    test("that somebody removed by hand keeps no lease alive", async () => {
      const user = await credentials("erp");
      await superuser(sql => sql.unsafe(`DROP ROLE "${user.user}"`));
      await revoke(user);
      expect(await leases("erp")).not.toContain(user.lease);
    });

    test("is gone in the end although PostgreSQL was down when it was revoked", async () => {
      const user = await credentials("erp");
      await postgres.stop();
      try {
        await revokeLater(user);
        await eventually("Vault has tried in vain", async () =>
          readFileSync(vault.log, "utf8").includes("failed to revoke lease") ? undefined : "it has not tried yet",
        );
      } finally {
        await postgres.restart();
      }
      await eventually("the user is gone", async () => ((await exists(user.user)) ? "it is there" : undefined), 300);
      expect(await leases("erp")).not.toContain(user.lease);
    });
  });

  describe("the walls between databases", () => {
    test("a user of one is not let into another, and cannot ask for verifiers", async () => {
      const user = await credentials("erp-sandbox");
      await expect(as(user, "erp", who)).rejects.toThrow('permission denied for database "erp"');
      const look = (sql: Sql) => sql`SELECT * FROM pgbouncer.user_lookup('vault_erp')`;
      await expect(as(user, "postgres", look)).rejects.toThrow("permission denied");
      await revoke(user);
    });

    test("a manager is not let into another", async () => {
      await knownToUs("erp-sandbox", "known");
      const manager = { user: "vault_erp_sandbox", password: "known" };
      await expect(as(manager, "erp", who)).rejects.toThrow('permission denied for database "erp"');
      expect(await as(manager, "erp-sandbox", who)).toBe("vault_erp_sandbox|vault_erp_sandbox");
      expect(await outcomes(equipManagers)).toEqual({ ...all("kept"), "erp-sandbox": "given" });
    });

    test("a manager cannot end a session of another", async () => {
      const user = await credentials("erp-sandbox");
      await as(user, "erp-sandbox", async sql => {
        const [{ pid }] = await sql<[{ pid: number }]>`SELECT pg_backend_pid() AS pid`;
        const end = asManager("vault_erp", `SELECT pg_terminate_backend(${pid})`);
        await expect(end).rejects.toThrow("permission denied to terminate process");
        await sql`SELECT 1`;
      });
      await revoke(user);
    });

    test("a manager runs nothing that an owner left in its database", async () => {
      const user = await credentials("erp");
      await as(user, "erp", sql => sql.unsafe(SNARE));
      try {
        await revoke(user);
        expect(await exists("caught_vault_erp")).toBe(false);
        expect(await outcomes(rotateManagers)).toEqual(all("rotated"));
        expect(await exists("caught_vault_erp")).toBe(false);
      } finally {
        await superuser(sql => sql.unsafe(`ALTER DATABASE erp RESET search_path; DROP SCHEMA snare CASCADE`), "erp");
      }
    });

    test.each([
      ["take another owner role", "GRANT erp_sandbox_role TO vault_erp"],
      ["give it to its own owner role", "GRANT erp_sandbox_role TO erp_role"],
      ["make a user of it", "CREATE ROLE thief LOGIN IN ROLE erp_sandbox_role"],
      ["act as it", "SET ROLE erp_sandbox_role"],
      ["change another manager's password", "ALTER ROLE vault_erp_sandbox PASSWORD 'x'"],
      ["change the pooler's password", "ALTER ROLE pgbouncer PASSWORD 'x'"],
      ["change a user of another database", "ALTER ROLE \"v-of-sandbox\" PASSWORD 'x'"],
      ["remove a user of another database", 'DROP ROLE "v-of-sandbox"'],
      ["end a session of the superuser", "SELECT pg_terminate_backend(pg_backend_pid())"],
      ["make a superuser", "CREATE ROLE thief SUPERUSER"],
      ["make somebody who makes databases", "CREATE ROLE thief CREATEDB"],
      ["make somebody who copies the server", "CREATE ROLE thief REPLICATION"],
      ["take a role that runs programs", "GRANT pg_execute_server_program TO vault_erp"],
    ])("a manager cannot %s", async (_, statement) => {
      await superuser(sql => sql.unsafe(FOREIGN_USER));
      await expect(asManager("vault_erp", statement)).rejects.toThrow(/permission denied|must be/);
    });
  });

  describe("behind the pooler", () => {
    let pooler: Pooler;

    beforeAll(async () => {
      pooler = await startPooler(folder, postgres, PASSWORDS, ["erp", "erp-sandbox"]);
    });
    afterAll(() => pooler?.stop());

    test("a user logs in as soon as it is there, and acts as the owner", async () => {
      const user = await credentials("erp");
      expect(await through(pooler, user, "erp", who)).toBe(`${user.user}|erp_role`);
      await revoke(user);
    });

    test("a user is not let into another database", async () => {
      const user = await credentials("erp-sandbox");
      await expect(through(pooler, user, "erp", who)).rejects.toThrow('permission denied for database "erp"');
      await revoke(user);
    });

    test("a revoked user works no more, though its connection is open", async () => {
      const user = await credentials("erp");
      const held = through(pooler, user, "erp", async sql => {
        await sql`SELECT 1`;
        await revoke(user);
        return await Promise.race([who(sql), noAnswer()]);
      });
      await expect(held).rejects.toThrow();
      await expect(through(pooler, user, "erp", who)).rejects.toThrow(/no such user|authentication failed/);
    });
  });
});

interface Login {
  readonly user: string;
  readonly password: string;
}

interface User extends Login {
  readonly lease: string;
}

const FOREIGN_USER = `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'v-of-sandbox') THEN
      SET SESSION AUTHORIZATION vault_erp_sandbox;
      CREATE ROLE "v-of-sandbox" LOGIN IN ROLE erp_sandbox_role;
      RESET SESSION AUTHORIZATION;
    END IF;
  END $$`;

/** Whoever looks for a role in this database makes one, if he may, in whose name is his own. */
const SNARE = `
  CREATE SCHEMA snare;
  CREATE FUNCTION snare.spring(name) RETURNS name LANGUAGE plpgsql AS $body$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'caught_' || current_user) THEN
      EXECUTE format('CREATE ROLE %I', 'caught_' || current_user);
    END IF;
    RETURN $1;
  END $body$;
  CREATE VIEW snare.pg_roles AS SELECT snare.spring(rolname) AS rolname FROM pg_catalog.pg_roles;
  ALTER DATABASE erp SET search_path = snare, pg_catalog`;
/** The stack that tells Vault of PostgreSQL, by the name that it is given here. */
function vaultStack(place: string, { host, port }: Place): Promise<TofuStack> {
  return tofuStack(place, {
    cluster: CLUSTER,
    name: "vault",
    provider: { source: "hashicorp/vault", version: "3.3.1" },
    env: { ...bucket.env, VAULT_ADDR: open.url, VAULT_TOKEN: open.token },
    variables: { postgres: { host, port } },
  });
}

function vaultSettings(): string {
  const text = readFileSync(join(renderedFolder, CLUSTER, "vault", "configmap-vault-config.yaml"), "utf8");
  return (parse(text) as { data: Record<string, string> }).data["vault.hcl"] as string;
}

/** What is reported, by database. */
async function outcomes(work: typeof equipManagers): Promise<Record<string, unknown>> {
  const reports = await work(postgres, open, databases);
  return Object.fromEntries(reports.map(({ database, outcome }) => [database, outcome]));
}

function all(outcome: string): Record<string, string> {
  return Object.fromEntries(Object.keys(databases).map(database => [database, outcome]));
}

/** Leaves things as they are when Vault has got a password and has not changed it yet. */
async function knownToUs(database: keyof typeof databases, password: string): Promise<void> {
  const manager = databases[database]?.manager as string;
  await withPostgres(postgres, sql => setPassword(sql, manager, password, PROVISIONAL));
  await vaultRequest(open, "POST", `postgres/config/${database}`, { password });
}

function verifiers(): Promise<Record<string, string>> {
  return superuser(async sql => {
    const rows = await sql<{ rolname: string; rolpassword: string }[]>`
      SELECT rolname, rolpassword FROM pg_authid WHERE rolname ~ '^vault_'`;
    return Object.fromEntries(rows.map(({ rolname, rolpassword }) => [rolname, rolpassword]));
  });
}

async function credentials(database: string, ttl?: number): Promise<User> {
  const path = `postgres/creds/${database}`;
  const answer = await vaultRequest<{ lease_id: string; data: { username: string; password: string } }>(
    open,
    "GET",
    path,
  );
  if (answer === undefined) throw new Error(`Vault gives nothing at ${path}`);
  const { lease_id: lease, data } = answer;
  if (ttl !== undefined) await vaultRequest(open, "PUT", "sys/leases/renew", { lease_id: lease, increment: ttl });
  return { lease, user: data.username, password: data.password };
}

/** Runs a statement with the rights of a manager, whose password only Vault knows. */
function asManager(manager: string, statement: string): Promise<void> {
  return superuser(async sql => {
    await sql.unsafe(`SET SESSION AUTHORIZATION ${manager}`);
    await sql.unsafe(statement);
  });
}

/** Waits until it has happened, and fails when it cannot. */
async function revoke({ lease }: User): Promise<void> {
  await vaultRequest(open, "PUT", "sys/leases/revoke", { lease_id: lease, sync: true });
}

/** Leaves it to Vault to do it, as often as it takes. */
async function revokeLater({ lease }: User): Promise<void> {
  const response = await fetch(`${open.url}/v1/sys/leases/revoke`, {
    method: "PUT",
    headers: { "X-Vault-Token": open.token },
    body: JSON.stringify({ lease_id: lease, sync: false }),
  });
  expect(response.ok).toBe(true);
}

/** PgBouncer lets a client wait for a session that it cannot have, for two minutes. */
async function noAnswer(): Promise<never> {
  await sleep(3_000);
  throw new Error("no answer");
}

async function leases(database: string): Promise<string[]> {
  const path = `sys/leases/lookup/postgres/creds/${database}`;
  const answer = await vaultRequest<{ data: { keys: string[] } }>(open, "LIST", path);
  return (answer?.data.keys ?? []).map(key => `postgres/creds/${database}/${key}`);
}

function superuser<T>(use: (sql: Sql) => Promise<T>, database = "postgres"): Promise<T> {
  return inDatabase(postgres, database, use);
}

function as<T>(login: Login, database: string, use: (sql: Sql) => Promise<T>): Promise<T> {
  return inDatabase({ host: postgres.host, port: postgres.port, ...login }, database, use);
}

function through<T>(
  { host, port }: Pick<PostgresAccess, "host" | "port">,
  login: Login,
  database: string,
  use: (sql: Sql) => Promise<T>,
) {
  return inDatabase({ host, port, ...login }, database, use);
}

/** Who logged in, and as whom it acts. */
async function who(sql: Sql): Promise<string> {
  const [row] = await sql<[{ who: string }]>`SELECT session_user || '|' || current_user AS who`;
  return row.who;
}

function ownerOf(table: string): Promise<string | undefined> {
  return superuser(async sql => {
    const [row] = await sql<{ tableowner: string }[]>`SELECT tableowner FROM pg_tables WHERE tablename = ${table}`;
    return row?.tableowner;
  }, "erp");
}

function exists(role: string): Promise<boolean> {
  return superuser(async sql => (await sql`SELECT FROM pg_roles WHERE rolname = ${role}`).length > 0);
}

function expiry(role: string): Promise<Date> {
  return superuser(async sql => {
    const [row] = await sql<[{ rolvaliduntil: Date }]>`SELECT rolvaliduntil FROM pg_roles WHERE rolname = ${role}`;
    return row.rolvaliduntil;
  });
}
