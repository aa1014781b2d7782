import type { Cluster } from "../../../clusters/lab.ts";
import { postgresAddress } from "../../postgres.ts";

/** Where the process finds what it reads; the first from a ConfigMap, the second from a Secret. */
export const CONFIGURATION = { folder: "/etc/pgbouncer", file: "pgbouncer.ini" } as const;
export const USERS = { folder: "/etc/pgbouncer-users", file: "userlist.txt" } as const;

export const PORT = 5432;

/** Role of PostgreSQL as which it looks up every other one, and schema of the function that it may call: platform/tofu/postgres. */
export const LOOKUP_ROLE = "pgbouncer";

/** Who may read its statistics. */
export const STATISTICS_USER = "exporter";

/**
 * Users that it must know by itself, as a Go template that the secrets operator fills in: the one that looks up all
 * others, and the one of the exporter. Their passwords are hexadecimal: the file has no way to write a quotation mark.
 */
export const USER_LIST = `"${LOOKUP_ROLE}" "{{ get .Secrets "lookup" }}"
"${STATISTICS_USER}" "{{ get .Secrets "exporter" }}"
`;

/**
 * The configuration: any database, for any user of PostgreSQL, with that user's own password.
 *
 * A server connection is lent for one transaction, not for a session: else every client that idles would hold one, and
 * nothing would be saved. So what lasts for a session does not work through it: `LISTEN`, `SET`, advisory locks, temporary
 * tables. Vault's users act as the owner of their database by a setting of the role itself, which PostgreSQL applies at
 * each login and which therefore holds. Whoever needs a session connects to PostgreSQL.
 *
 * @see https://www.pgbouncer.org/config.html
 */
export function pgbouncerIni(cluster: Cluster): string {
  return `[databases]
* = host=${postgresAddress(cluster)} port=${cluster.postgres.port}

[pgbouncer]
${lines(settings())}`;
}

function settings(): Record<string, string> {
  return {
    listen_addr: "0.0.0.0",
    listen_port: String(PORT),
    unix_socket_dir: "",

    auth_type: "scram-sha-256",
    auth_file: `${USERS.folder}/${USERS.file}`,
    auth_user: LOOKUP_ROLE,
    auth_query: `SELECT username, password FROM ${LOOKUP_ROLE}.user_lookup($1)`,
    // Never in the database that is asked for: its owner could put another function there.
    auth_dbname: "postgres",

    pool_mode: "transaction",
    max_client_conn: "300",
    default_pool_size: "5", // for each user of each database
    max_db_connections: "15", // of 100 that PostgreSQL has; for some time the old and the new user of an app both work

    // A user that Vault has revoked cannot log in any more, but goes on with connections that are open: they end soon.
    server_lifetime: "600",
    server_idle_timeout: "60",

    server_tls_sslmode: "prefer",
    ignore_startup_parameters: "extra_float_digits", // JDBC sends it always
    stats_users: STATISTICS_USER,
    // Pods come and go all day, and probes connect every ten seconds.
    log_connections: "0",
    log_disconnections: "0",
  };
}

function lines(entries: Readonly<Record<string, string>>): string {
  return Object.entries(entries)
    .map(([name, value]) => `${name} = ${value}`.trimEnd())
    .map(line => `${line}\n`)
    .join("");
}
