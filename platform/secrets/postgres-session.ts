import postgres, { type Sql } from "postgres";

/** A PostgreSQL server, and its superuser. */
export interface PostgresAccess {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

const PATIENCE_SECONDS = 10;

/**
 * Lets something work in the database `postgres`, on one connection that is closed afterwards. As everywhere in the lab, it
 * is encrypted when the server can.
 *
 * @throws {Error} when the server cannot be reached or refuses, with its own words; what was sent is in none of them
 */
export async function withPostgres<T>(
  { host, port, user, password }: PostgresAccess,
  use: (sql: Sql) => Promise<T>,
): Promise<T> {
  const sql = postgres({
    ...{ host, port, user, password, database: "postgres" },
    ...{ max: 1, ssl: "prefer", connect_timeout: PATIENCE_SECONDS, onnotice: () => {} },
  });
  try {
    await sql`SELECT 1`.catch((error: NodeJS.ErrnoException) => {
      throw new Error(`Cannot log in to PostgreSQL at ${host}:${port} as "${user}": ${remedy(error)}`);
    });
    return await use(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function remedy({ code, message }: NodeJS.ErrnoException): string {
  if (code === "28P01") return "it has another password, correct postgres/superuser at the source of secrets";
  if (code === "28000") return `${message}, mend pg_hba.conf on its host`;
  return `it cannot be reached (${code ?? message}), start it on its host`;
}
