import type { Sql } from "postgres";
import type { PostgresAccess } from "../../../platform/secrets/postgres-session.ts";
import { inDatabase } from "./postgres-objects.ts";

/** One line for each thing that PostgreSQL knows of roles and rights, by where it is; sorted. */
export type Catalogue = readonly string[];

/** Reads what a server's catalogues say of roles, of databases, and of the rights in each of them. */
export async function postgresCatalogue(access: PostgresAccess, databases: readonly string[]): Promise<Catalogue> {
  const lines = await inDatabase(access, "postgres", sql => linesOf(sql, "server", SERVER));
  for (const database of ["postgres", ...databases]) {
    lines.push(...(await inDatabase(access, database, sql => linesOf(sql, database, INSIDE))));
  }
  return lines.sort();
}

async function linesOf(sql: Sql, where: string, queries: Readonly<Record<string, string>>): Promise<string[]> {
  const lines: string[] = [];
  for (const [kind, query] of Object.entries(queries)) {
    const rows = await sql.unsafe<{ line: string }[]>(`SELECT to_jsonb(found)::text AS line FROM (${query}) AS found`);
    lines.push(...rows.map(({ line }) => `${where} ${kind} ${line}`));
  }
  return lines;
}

/** Rights are sets: the order in which they were given means nothing. */
const sortedRights = (rights: string) =>
  `(SELECT array_agg(right_of::text ORDER BY right_of::text) FROM unnest(${rights}) AS right_of)`;

const SERVER = {
  role: `
    SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls,
      rolconnlimit, rolvaliduntil, rolpassword IS NULL AS nobody_knows,
      ARRAY(SELECT unnest(setconfig) FROM pg_db_role_setting WHERE setrole = pg_authid.oid) AS settings
    FROM pg_authid WHERE rolname !~ '^pg_'`,
  member: `
    SELECT roleid::regrole::text AS role, member::regrole::text, grantor::regrole::text, admin_option, inherit_option,
      set_option
    FROM pg_auth_members WHERE roleid >= 16384 OR member >= 16384`,
  database: `
    SELECT datname, datdba::regrole::text AS owner, pg_encoding_to_char(encoding) AS encoding, datcollate, datctype,
      datconnlimit, datallowconn, datistemplate, ${sortedRights("datacl")} AS rights
    FROM pg_database`,
};

const INSIDE = {
  schema: `
    SELECT nspname, nspowner::regrole::text AS owner, ${sortedRights("nspacl")} AS rights
    FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)'`,
  default: `
    SELECT defaclrole::regrole::text AS maker, defaclnamespace, defaclobjtype, ${sortedRights("defaclacl")} AS rights
    FROM pg_default_acl`,
  function: `
    SELECT pg_get_functiondef(oid) AS definition, proowner::regrole::text AS owner, ${sortedRights("proacl")} AS rights
    FROM pg_proc WHERE oid >= 16384`,
};
