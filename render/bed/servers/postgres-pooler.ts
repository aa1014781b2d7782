import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { LOOKUP_ROLE, pgbouncerIni, USER_LIST } from "../../../platform/components/pgbouncer/settings.ts";
import type { PostgresAccess } from "../../../platform/secrets/postgres-session.ts";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { unprivileged } from "../process/unprivileged.ts";
import { program } from "../program/program.ts";
import type { Place } from "./postgres.ts";
import { inDatabase, lookupSql } from "./postgres-objects.ts";

export interface Pooler extends Part, Place {}

const HOST = "127.0.0.1";

/**
 * Starts PgBouncer with the lab's settings before a PostgreSQL that has the stack's objects.
 *
 * @param passwords by key of `pgbouncer/passwords` in Vault
 * @param databases those that are asked for through it
 */
export async function startPooler(
  folder: string,
  postgres: PostgresAccess,
  passwords: Readonly<Record<string, string>>,
  databases: readonly string[],
): Promise<Pooler> {
  for (const database of databases) await lookUpInside(postgres, database);
  const port = await freePort();
  const userList = join(folder, "userlist.txt");
  const file = join(folder, "pgbouncer.ini");
  writeFileSync(userList, filledIn(USER_LIST, passwords), { mode: 0o600 });
  writeFileSync(file, configuration(postgres, port, userList));
  const part = await startPart({
    name: "pgbouncer",
    program: unprivileged(program("pgbouncer")),
    words: [file],
    folder,
    isReady: () => answers(port),
  });
  return Object.assign(part, { host: HOST, port });
}

/** Debian's PgBouncer is older than the setting that names the database of the lookup (1.19): it asks inside. */
async function lookUpInside(postgres: PostgresAccess, database: string): Promise<void> {
  const sql = `${lookupSql()}; GRANT CONNECT ON DATABASE "${database}" TO ${LOOKUP_ROLE}`;
  await inDatabase(postgres, database, session => session.unsafe(sql));
}

/** The lab's configuration for a PostgreSQL that is elsewhere; see {@link lookUpInside}. */
function configuration(postgres: Place, port: number, userList: string): string {
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

/** What the secrets operator makes of a template. */
function filledIn(template: string, passwords: Readonly<Record<string, string>>): string {
  return template.replace(/\{\{ get \.Secrets "(\w+)" \}\}/g, (_, key: string) => passwords[key] ?? "");
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, HOST);
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}
