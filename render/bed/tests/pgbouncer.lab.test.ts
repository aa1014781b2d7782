import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOOKUP_ROLE, STATISTICS_USER } from "../../../platform/components/pgbouncer/settings.ts";
import { program } from "../program/program.ts";
import { type Postgres, startPostgres } from "../servers/postgres.ts";
import { makePostgresObjects } from "../servers/postgres-objects.ts";
import { type Pooler, startPooler } from "../servers/postgres-pooler.ts";

const run = promisify(execFile);

const PASSWORDS: Readonly<Record<string, string>> = { lookup: "1f00", exporter: "e4b0" };
const DATABASE = "shop";

/** As the Vault stack makes one. */
const vaultUser = (name: string, until = "infinity") => `
  CREATE ROLE "${name}" WITH LOGIN PASSWORD 'secret' VALID UNTIL '${until}' IN ROLE shop_role;
  ALTER ROLE "${name}" SET role = 'shop_role';`;

describe("the rendered configuration in a real PgBouncer, before a real PostgreSQL", () => {
  let folder: string;
  let postgres: Postgres;
  let pooler: Pooler;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bed-"));
    postgres = await startPostgres(folder);
    const databases = { [DATABASE]: { owner: "shop_role", manager: "vault_shop" } };
    await makePostgresObjects(postgres, { databases, pooler: true });
    await asSuperuser("postgres", `ALTER ROLE ${LOOKUP_ROLE} PASSWORD '${PASSWORDS.lookup}'`);
    pooler = await startPooler(folder, postgres, PASSWORDS, [DATABASE]);
  });

  afterAll(async () => {
    await pooler?.stop();
    await postgres?.stop();
    rmSync(folder, { recursive: true });
  });

  test("a user that was made a moment ago logs in, and acts as the owner of its database", async () => {
    await asSuperuser("postgres", vaultUser("v-new"));
    expect(await throughPooler("v-new", "SELECT session_user, current_user")).toBe("v-new|shop_role");
  });

  test("a wrong password opens nothing", async () => {
    await asSuperuser("postgres", vaultUser("v-right"));
    await expect(throughPooler("v-right", "SELECT 1", "wrong")).rejects.toThrow("authentication failed");
  });

  test("a user that was revoked cannot log in, though it did before", async () => {
    await asSuperuser("postgres", vaultUser("v-old"));
    await throughPooler("v-old", "CREATE TABLE left_behind ()");
    await asSuperuser(DATABASE, 'REASSIGN OWNED BY "v-old" TO shop_role; DROP OWNED BY "v-old"; DROP ROLE "v-old"');
    await expect(throughPooler("v-old", "SELECT 1")).rejects.toThrow(/no such user|authentication failed/);
  });

  test("a user that has expired cannot log in, though nobody has revoked it yet", async () => {
    await asSuperuser("postgres", vaultUser("v-expired", "2020-01-01"));
    await expect(throughPooler("v-expired", "SELECT 1")).rejects.toThrow("authentication failed");
  });

  test("nobody with rights over others comes through", async () => {
    await asSuperuser("postgres", "CREATE ROLE maker LOGIN CREATEROLE PASSWORD 'secret'");
    await expect(throughPooler("maker", "SELECT 1")).rejects.toThrow(/no such user|authentication failed/);
    await expect(throughPooler("postgres", "SELECT 1", postgres.password)).rejects.toThrow(
      /no such user|authentication failed/,
    );
  });

  test("no user of an app can ask for the verifiers of others", async () => {
    await asSuperuser("postgres", vaultUser("v-curious"));
    await expect(throughPooler("v-curious", "SELECT pgbouncer.user_lookup('v-curious')")).rejects.toThrow(
      "permission denied",
    );
  });

  test("whoever calls the lookup cannot put something in the place of what it is made of", async () => {
    await asSuperuser("postgres", vaultUser("v-victim"));
    const trap = `
      CREATE SCHEMA trap AUTHORIZATION ${LOOKUP_ROLE};
      CREATE FUNCTION trap.same(name, text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
      CREATE OPERATOR trap.= (LEFTARG = name, RIGHTARG = text, FUNCTION = trap.same);
      CREATE FUNCTION trap.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT ''-infinity''::timestamptz';
      CREATE TABLE trap.pg_authid AS SELECT * FROM pg_authid WHERE false;
      GRANT SELECT ON trap.pg_authid TO ${LOOKUP_ROLE}`;
    await asSuperuser("postgres", trap);
    const asLookup = { ...postgres, user: LOOKUP_ROLE, password: PASSWORDS.lookup, database: "postgres" };
    const sql = `SET search_path = trap, pg_catalog; SELECT count(*) FROM pgbouncer.user_lookup('v-victim')`;
    expect(await psql(asLookup, sql)).toBe("SET\n1");
  });

  test("the exporter reads statistics, and can do nothing else", async () => {
    const ask = (command: string) =>
      psql({ port: pooler.port, user: STATISTICS_USER, password: PASSWORDS.exporter, database: "pgbouncer" }, command);
    expect(await ask("SHOW POOLS")).toContain(DATABASE);
    await expect(ask("SHUTDOWN")).rejects.toThrow("admin access needed");
  });

  const asSuperuser = (database: string, sql: string) => psql({ ...postgres, database }, sql);

  const throughPooler = (user: string, sql: string, password = "secret") =>
    psql({ port: pooler.port, user, password, database: DATABASE }, sql);
});

interface Login {
  readonly port: number;
  readonly user: string;
  readonly password: string | undefined;
  readonly database: string;
}

/** Rows as lines, fields joined by `|`. */
async function psql({ port, user, password, database }: Login, sql: string): Promise<string> {
  const [file, ...first] = program("psql");
  const words = ["--no-psqlrc", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1", "--command", sql];
  const { stdout } = await run(file, [...first, ...words], {
    env: {
      ...process.env,
      ...{ PGHOST: "127.0.0.1", PGPORT: String(port), PGUSER: user, PGPASSWORD: password, PGDATABASE: database },
    },
  });
  return stdout.trim();
}
