import type { Declared } from "./declared.ts";
import { managerRole, ownerRole } from "./naming.ts";

/**
 * The roles of PostgreSQL that a database has for itself.
 *
 * @see platform/decisions/0008-a-manager-for-each-database.md
 */
export interface DatabaseRoles {
  /** Owns the database and all that is in it; nobody logs in with it. */
  readonly owner: string;
  /** By which Vault makes the database's users. */
  readonly manager: string;
}

/**
 * Every database on a cluster, sorted: each is named as the instance or the tool that owns it.
 *
 * @returns e.g. `["erp", "erp-sandbox", "plausible"]`
 */
export function databasesOf({ instances, components }: Declared): string[] {
  const owners = [
    ...instances.filter(({ database }) => database),
    ...components.filter(({ requests }) => requests?.database === true),
  ];
  return owners.map(({ name }) => name).sort();
}

/**
 * The roles of every database on a cluster, as stacks have them in their variables.
 *
 * @returns e.g. `{ "erp-sandbox": { owner: "erp_sandbox_role", manager: "vault_erp_sandbox" } }`
 */
export function databaseRoles(declared: Declared): Readonly<Record<string, DatabaseRoles>> {
  return Object.fromEntries(
    databasesOf(declared).map(name => [name, { owner: ownerRole(name), manager: managerRole(name) }]),
  );
}
