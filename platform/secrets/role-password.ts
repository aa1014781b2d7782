import type { ISql, Sql } from "postgres";
import { scramVerifier, verifies } from "./scram-verifier.ts";

/** What is known of a role that somebody logs in with. */
export interface RoleState {
  /** What PostgreSQL keeps of its password, if it has one. */
  readonly verifier: string | null;
  /** What was said about it: see {@link setPassword}. */
  readonly remark: string | null;
}

/** @returns undefined when there is no such role */
export async function roleState(sql: Sql, role: string): Promise<RoleState | undefined> {
  const [row] = await sql<RoleState[]>`
    SELECT rolpassword AS verifier, shobj_description(oid, 'pg_authid') AS remark
    FROM pg_authid WHERE rolname = ${role}`;
  return row;
}

/**
 * Gives a role of PostgreSQL the password that it shall have, unless it has it.
 *
 * @returns whether anything was changed
 * @throws {Error} when there is no such role
 */
export async function ensurePassword(sql: Sql, role: string, password: string): Promise<boolean> {
  const state = await roleState(sql, role);
  if (state === undefined) throw new Error(`Cannot give "${role}" a password: ${MISSING}`);
  if (verifies(state.verifier, password)) return false;
  await setPassword(sql, role, password, state.remark);
  return true;
}

/** Why a role is not there, and what makes it. */
export const MISSING = "PostgreSQL has no such role, apply the stack that makes it: lab tofu apply postgres";

/**
 * Gives a role of PostgreSQL a password, of which only the verifier comes over the line; and in the same moment says
 * something about it, where everybody sees it who lists roles: null says nothing.
 */
export async function setPassword(sql: Sql, role: string, password: string, remark: string | null): Promise<void> {
  await sql.begin(async transaction => {
    await run(transaction, "ALTER ROLE %I PASSWORD %L", role, scramVerifier(password));
    await run(transaction, "COMMENT ON ROLE %I IS %L", role, remark);
  });
}

export async function setRemark(sql: Sql, role: string, remark: string | null): Promise<void> {
  await run(sql, "COMMENT ON ROLE %I IS %L", role, remark);
}

/** Runs a statement of a kind that takes no parameters: PostgreSQL itself puts the values in. */
async function run(sql: ISql, template: string, name: string, value: string | null): Promise<void> {
  const [row] = await sql<
    [{ statement: string }]
  >`SELECT format(${template}, ${name}::text, ${value}::text) AS statement`;
  await sql.unsafe(row.statement);
}
