import { randomBytes } from "node:crypto";
import type { Sql } from "postgres";
import { VAULT_MOUNTS } from "../components/vault-secrets-operator/api.ts";
import type { DatabaseRoles } from "../databases.ts";
import { type PostgresAccess, withPostgres } from "./postgres-session.ts";
import { MISSING, roleState, setPassword, setRemark } from "./role-password.ts";
import { type VaultAccess, VaultRefusal, vaultRequest } from "./vault-request.ts";

/** What was done for a database. `kept`: Vault logs in already, and nobody else knows the password. */
export interface ManagerReport {
  readonly database: string;
  /** Its role in PostgreSQL. */
  readonly manager: string;
  readonly outcome: "kept" | "given" | "rotated" | { readonly problem: string };
}

/** Databases by name, as the stacks have them in their variables. */
export type Managers = Readonly<Record<string, Pick<DatabaseRoles, "manager">>>;

/** Said of a role while somebody beside Vault may know its password. */
export const PROVISIONAL = "Its password was made outside of Vault, which has not changed it yet: lab secrets make";

const PASSWORD_BYTES = 24;

/**
 * Lets Vault log in to each database with the role by which it makes users there, where it cannot yet: gives both servers
 * the same random password, and has Vault change it at once, so that Vault alone knows it. What works is left as it is.
 *
 * It may end at any moment. A password that reached one server only is made anew by the next run; one that both have but
 * Vault has not changed is known by a remark on the role. A database that fails keeps none of the others from working.
 *
 * @throws {Error} when PostgreSQL cannot be used at all
 */
export function equipManagers(
  postgres: PostgresAccess,
  vault: VaultAccess,
  managers: Managers,
): Promise<ManagerReport[]> {
  return forEach(postgres, managers, (sql, database, manager) => equip({ sql, vault, database, manager }));
}

/** Has Vault change every password, and lets it log in where it cannot. Users of databases notice nothing. */
export function rotateManagers(
  postgres: PostgresAccess,
  vault: VaultAccess,
  managers: Managers,
): Promise<ManagerReport[]> {
  return forEach(postgres, managers, async (sql, database, manager) => {
    const outcome = await equip({ sql, vault, database, manager });
    if (outcome === "given") return outcome;
    await rotate(vault, database);
    return "rotated";
  });
}

type Outcome = Extract<ManagerReport["outcome"], string>;

/** One after the other, for each changes what its role is. */
function forEach(
  postgres: PostgresAccess,
  managers: Managers,
  work: (sql: Sql, database: string, manager: string) => Promise<Outcome>,
): Promise<ManagerReport[]> {
  return withPostgres(postgres, async sql => {
    const reports: ManagerReport[] = [];
    for (const [database, { manager }] of Object.entries(managers)) {
      const outcome = await work(sql, database, manager).catch((error: Error) => ({ problem: error.message }));
      reports.push({ database, manager, outcome });
    }
    return reports;
  });
}

interface Equipment {
  readonly sql: Sql;
  readonly vault: VaultAccess;
  readonly database: string;
  readonly manager: string;
}

async function equip({ sql, vault, database, manager }: Equipment): Promise<"kept" | "given"> {
  const state = await roleState(sql, manager);
  if (state === undefined) throw new Error(`Cannot let Vault into database "${database}" as "${manager}": ${MISSING}`);
  const works = await vaultLogsIn(vault, database);
  if (works === undefined) {
    throw new Error(
      `Cannot let Vault into database "${database}": Vault has no connection to it, apply the stack that makes it: lab tofu apply vault`,
    );
  }
  if (works && state.remark !== PROVISIONAL) return "kept";
  if (!works) {
    const password = randomBytes(PASSWORD_BYTES).toString("hex");
    await setPassword(sql, manager, password, PROVISIONAL);
    await vaultRequest(vault, "POST", configurationPath(database), { password });
  }
  await rotate(vault, database);
  await setRemark(sql, manager, null);
  return "given";
}

/**
 * Whether Vault can log in to a database, with what it has.
 *
 * @returns undefined when it knows of no such database
 * @throws {Error} when it fails for any reason but the password: another one would mend nothing
 * @see https://developer.hashicorp.com/vault/api-docs/secret/databases#configure-connection (verify_connection)
 */
export async function vaultLogsIn(vault: VaultAccess, database: string): Promise<boolean | undefined> {
  const path = configurationPath(database);
  if ((await vaultRequest(vault, "GET", path)) === undefined) return undefined;
  try {
    await vaultRequest(vault, "POST", path, { verify_connection: true });
  } catch (error) {
    if (error instanceof VaultRefusal && REFUSED_PASSWORD.test(error.message)) return false;
    throw error;
  }
  await vaultRequest(vault, "POST", path, AS_BEFORE);
  return true;
}

/** https://www.postgresql.org/docs/17/errcodes-appendix.html, as Vault's client writes them. */
const REFUSED_PASSWORD = /SQLSTATE 28P01/;

/**
 * Vault takes what it is told into what it has of a connection, and keeps that it was to try it; the stack says that it is
 * not, and would find a difference.
 */
const AS_BEFORE = { verify_connection: false } as const;

async function rotate(vault: VaultAccess, database: string): Promise<void> {
  await vaultRequest(vault, "POST", `${VAULT_MOUNTS.database}/rotate-root/${database}`);
}

function configurationPath(database: string): string {
  return `${VAULT_MOUNTS.database}/config/${database}`;
}
