import { readFileSync } from "node:fs";
import { join } from "node:path";
import postgres, { type Sql } from "postgres";
import type { DatabaseRoles } from "../../../platform/databases.ts";
import { stackFolder, variablesFile } from "../../../platform/naming.ts";
import type { PostgresAccess } from "../../../platform/secrets/postgres-session.ts";
import { repositoryFolder } from "../../repository.ts";

/** What the stack `postgres` is told. */
export interface PostgresVariables {
  readonly databases: Readonly<Record<string, DatabaseRoles>>;
  readonly pooler: boolean;
}

/** The committed variables of the stack. */
export function postgresVariables(cluster: string): PostgresVariables {
  return JSON.parse(readFileSync(join(repositoryFolder, variablesFile(cluster, "postgres")), "utf8"));
}

/**
 * Makes what the stack `postgres` makes, without its provider, which no registry of Go modules has; where there is one, a
 * test compares the two.
 */
export async function makePostgresObjects(access: PostgresAccess, variables: PostgresVariables): Promise<void> {
  const { databases, pooler } = variables;
  for (const [database, roles] of Object.entries(databases)) {
    await inDatabase(access, "postgres", async sql => {
      await sql.unsafe(rolesSql(roles));
      await sql.unsafe(`CREATE DATABASE "${database}" OWNER ${roles.owner} TEMPLATE template0 ENCODING 'UTF8'`);
      await sql.unsafe(connectSql(database, roles));
    });
    await inDatabase(access, database, sql => sql.unsafe(insideSql(roles)));
  }
  if (pooler) {
    await inDatabase(access, "postgres", async sql => {
      await sql.unsafe("CREATE ROLE pgbouncer LOGIN VALID UNTIL 'infinity'");
      await sql.unsafe("GRANT CONNECT ON DATABASE postgres TO pgbouncer");
      await sql.unsafe(lookupSql());
    });
  }
}

/** Lets something work in a database, through a pooler too. */
export async function inDatabase<T>(
  access: PostgresAccess,
  database: string,
  use: (sql: Sql) => Promise<T>,
): Promise<T> {
  const { host, port, user, password } = access;
  const sql = postgres({ host, port, user, password, database, max: 1, prepare: false, onnotice: () => {} });
  try {
    return await use(sql);
  } finally {
    await sql.end({ timeout: 1 }); // seconds; without them it waits for ever for a connection that PostgreSQL has ended
  }
}

function rolesSql({ owner, manager }: DatabaseRoles): string {
  return `
    CREATE ROLE ${owner} NOLOGIN VALID UNTIL 'infinity';
    CREATE ROLE ${manager} LOGIN CREATEROLE VALID UNTIL 'infinity';
    ALTER ROLE ${manager} SET search_path TO "pg_catalog";
    GRANT ${owner} TO ${manager} WITH ADMIN OPTION`;
}

function connectSql(database: string, { owner }: DatabaseRoles): string {
  return `
    REVOKE ALL ON DATABASE "${database}" FROM PUBLIC;
    GRANT CONNECT, CREATE, TEMPORARY ON DATABASE "${database}" TO ${owner}`;
}

function insideSql({ owner }: DatabaseRoles): string {
  return `
    REVOKE ALL ON SCHEMA public FROM PUBLIC;
    GRANT CREATE, USAGE ON SCHEMA public TO ${owner};
    ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} REVOKE ALL ON FUNCTIONS FROM PUBLIC`;
}

/**
 * The function by which PgBouncer looks up users. In the lab it is in the database `postgres` alone; before version 1.19
 * PgBouncer looks for it in the database that is asked for.
 */
export function lookupSql(): string {
  const body = readFileSync(join(repositoryFolder, stackFolder("postgres"), "user-lookup.sql"), "utf8");
  return `
    CREATE SCHEMA pgbouncer;
    GRANT USAGE ON SCHEMA pgbouncer TO pgbouncer;
    CREATE FUNCTION pgbouncer.user_lookup(wanted text) RETURNS TABLE(username text, password text)
      LANGUAGE sql STABLE SECURITY DEFINER AS $function$${body}$function$;
    REVOKE ALL ON FUNCTION pgbouncer.user_lookup(text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION pgbouncer.user_lookup(text) TO pgbouncer`;
}
