import { randomBytes } from "node:crypto";
import { changeSecret } from "./kv.ts";
import { type PostgresAccess, withPostgres } from "./postgres-session.ts";
import { ensurePassword } from "./role-password.ts";
import type { VaultAccess } from "./vault-request.ts";

/** A role of PostgreSQL whose password somebody reads in Vault. */
export interface RoleSecret {
  readonly role: string;
  /** Secret below the mount of the lab's secrets: `pgbouncer/passwords`. */
  readonly path: string;
  readonly key: string;
}

const BYTES = 24;

/**
 * Gives a role the password that lies in Vault, which is made, in hexadecimal, when none does. It may end at any moment:
 * the next run goes on with what lies in Vault.
 *
 * @throws {Error} when there is no such role, or a server cannot be used
 */
export function equipRole(postgres: PostgresAccess, vault: VaultAccess, secret: RoleSecret): Promise<"kept" | "given"> {
  return share(postgres, vault, secret, present => present ?? random());
}

/** The same with a new password. Until whoever reads it has read it again, it cannot log in. */
export function rotateRole(
  postgres: PostgresAccess,
  vault: VaultAccess,
  secret: RoleSecret,
): Promise<"kept" | "given"> {
  return share(postgres, vault, secret, random);
}

async function share(
  postgres: PostgresAccess,
  vault: VaultAccess,
  { role, path, key }: RoleSecret,
  choose: (present: string | undefined) => string,
): Promise<"kept" | "given"> {
  let password = "";
  await changeSecret(vault, path, values => {
    password = choose(values[key]);
    return { ...values, [key]: password };
  });
  const given = await withPostgres(postgres, sql => ensurePassword(sql, role, password));
  return given ? "given" : "kept";
}

function random(): string {
  return randomBytes(BYTES).toString("hex");
}
