import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import {
  AUTH_QUERY_SQL,
  LOOKUP_ROLE,
  pgbouncerIni,
  STATISTICS_USER,
  USER_LIST,
} from "../../../platform/components/pgbouncer/settings.ts";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { unprivileged } from "../process/unprivileged.ts";
import { program } from "../program/program.ts";
import { type Postgres, startPostgres } from "../servers/postgres.ts";

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
  let pooler: Part;
  let port: number;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bed-"));
    postgres = await startPostgres(folder);
    await asSuperuser("postgres", `CREATE ROLE ${LOOKUP_ROLE} LOGIN PASSWORD '${PASSWORDS.lookup}'; ${AUTH_QUERY_SQL}`);
    await asSuperuser("postgres", "CREATE ROLE shop_role");
    await asSuperuser("postgres", `CREATE DATABASE ${DATABASE} OWNER shop_role`);
    await asSuperuser(DATABASE, AUTH_QUERY_SQL); // see configuration()
    port = await freePort();
    pooler = await startPooler();
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

  test("the exporter reads statistics, and can do nothing else", async () => {
    const ask = (command: string) =>
      psql({ port, user: STATISTICS_USER, password: PASSWORDS.exporter, database: "pgbouncer" }, command);
    expect(await ask("SHOW POOLS")).toContain(DATABASE);
    await expect(ask("SHUTDOWN")).rejects.toThrow("admin access needed");
  });

  async function startPooler(): Promise<Part> {
    const userList = join(folder, "userlist.txt");
    const file = join(folder, "pgbouncer.ini");
    writeFileSync(userList, filledIn(USER_LIST), { mode: 0o600 });
    writeFileSync(file, configuration(userList));
    return startPart({
      name: "pgbouncer",
      program: unprivileged(program("pgbouncer")),
      words: [file],
      folder,
      isReady: () => answers(port),
    });
  }

  /**
   * The lab's configuration for a PostgreSQL that is elsewhere. Debian's PgBouncer is older than the setting that names
   * the database of the lookup (1.19), and looks up in the database that is asked for.
   */
  function configuration(userList: string): string {
    const elsewhere = {
      ...arcodange,
      nodes: { ...arcodange.nodes, [arcodange.postgres.node]: { ...arcodange.nodes.pi2, address: postgres.host } },
      postgres: { ...arcodange.postgres, port: postgres.port },
    };
    return pgbouncerIni(elsewhere)
      .replace(/^listen_port = .*$/m, `listen_port = ${port}`)
      .replace(/^auth_file = .*$/m, `auth_file = ${userList}`)
      .replace(/^auth_dbname = .*$/m, "");
  }

  const asSuperuser = (database: string, sql: string) => psql({ ...postgres, database }, sql);

  const throughPooler = (user: string, sql: string, password = "secret") =>
    psql({ port, user, password, database: DATABASE }, sql);
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

/** What the secrets operator makes of a template. */
function filledIn(template: string): string {
  return template.replace(/\{\{ get \.Secrets "(\w+)" \}\}/g, (_, key: string) => PASSWORDS[key] ?? "");
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
