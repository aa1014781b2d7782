import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { connect as connectSecurely } from "node:tls";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { hostOf } from "../../../platform/hosts/host-of.ts";
import { withPostgres } from "../../../platform/secrets/postgres-session.ts";
import { type HostPostgres, startHostPostgres } from "../servers/host-postgres.ts";

const { nodes, postgres } = arcodange;
const server = nodes[postgres.node];
const ELSEWHERE = { laptop: "192.168.1.50", pod: "10.42.1.5", foreign: "203.0.113.9" };

let folder: string;
let database: HostPostgres;

beforeAll(async () => {
  for (const address of Object.values(ELSEWHERE)) ip("add", address);
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  mkdirSync(join(folder, "postgres", "data.new"), { recursive: true }); // of a start that the power cut ended
  writeFileSync(join(folder, "postgres", "data.new", "half"), "");
  database = await startHostPostgres(folder, hostOf(arcodange, postgres.node), postgres.port);
});

afterAll(async () => {
  await database?.stop();
  rmSync(folder, { recursive: true });
  for (const address of Object.values(ELSEWHERE)) ip("delete", address);
});

describe("PostgreSQL with the settings of its host", () => {
  test("lets in whoever asks from where it should, over TLS, with a password", async () => {
    expect(await knock(ELSEWHERE.laptop, "postgres")).toBe("password");
    expect(await knock(server.address, "postgres")).toBe("password");
    expect(await knock(ELSEWHERE.laptop, "erp")).toBe("password");
    expect(await knock(ELSEWHERE.pod, "erp")).toBe("password");
    expect(await knock(nodes.pi3.address, "erp")).toBe("password");
  });

  test("refuses a login in plain text, from wherever", async () => {
    for (const address of [ELSEWHERE.laptop, ELSEWHERE.pod, "127.0.0.1"]) {
      expect(await knock(address, "erp", "plain")).toContain("no encryption");
    }
  });

  test("refuses a foreign network", async () => {
    expect(await knock(ELSEWHERE.foreign, "erp")).toContain(`no pg_hba.conf entry for host "${ELSEWHERE.foreign}"`);
  });

  test("refuses the superuser where pods could be", async () => {
    for (const address of [ELSEWHERE.pod, nodes.pi1.address, nodes.pi3.address]) {
      expect(await knock(address, "postgres")).toContain("pg_hba.conf rejects connection");
    }
  });

  test("refuses a wrong password", async () => {
    const wrong = withPostgres({ ...database, password: "guessed" }, async () => {});
    await expect(wrong).rejects.toThrow("it has another password");
  });

  test("has every setting as it is written, and data that notice when they rot", async () => {
    const [faults, checksums] = await withPostgres(database, async sql => [
      await sql`SELECT name, error FROM pg_file_settings WHERE error IS NOT NULL OR NOT applied`,
      await sql`SHOW data_checksums`,
    ]);
    expect(faults).toEqual([]);
    expect(checksums).toMatchObject([{ data_checksums: "on" }]);
  });

  test("keeps its key and its data for itself, and its password out of its environment", () => {
    expect(statSync(join(database.home, "tls", "server.key")).mode & 0o077).toBe(0);
    expect(statSync(join(database.home, "data")).mode & 0o077).toBe(0);
    const environment = readFileSync(`/proc/${database.pid}/environ`, "utf8");
    expect(environment).not.toContain(database.password);
  });

  test("makes Gitea's database once, however often it is told, and takes its password", async () => {
    const script = hostOf(arcodange, postgres.node).files.find(({ path }) => path.endsWith("/database.sql"))?.content;
    const make = (password: string) => psql(script?.replace("@@gitea/database@@", password) ?? "");
    make("first");
    make("second");
    const asGitea = { host: join(database.home, "socket"), user: "gitea", database: "gitea" };
    expect(() => psql("SELECT 1", { ...asGitea, password: "first" })).toThrow("password authentication failed");
    psql("CREATE TABLE kept (id int)", { ...asGitea, password: "second" });
    make("second");
    expect(psql("SELECT count(*) FROM kept", { ...asGitea, password: "second" })).toBe("0");
  });

  test("writes Gitea's password into no log, however slow its disk is", () => {
    const script = hostOf(arcodange, postgres.node).files.find(({ path }) => path.endsWith("/database.sql"))?.content;
    psql("ALTER SYSTEM SET log_min_duration_statement = 0");
    psql("SELECT pg_reload_conf()");
    psql("SELECT 'a slow question'");
    psql(script?.replace("@@gitea/database@@", "kept-to-itself") ?? "");
    psql("ALTER SYSTEM RESET log_min_duration_statement");
    psql("SELECT pg_reload_conf()");
    const log = readFileSync(database.log, "utf8");
    expect(log).toContain("a slow question");
    expect(log).not.toContain("kept-to-itself");
  });

  test("has all that it said was written, when it is killed amid writes, and goes on with the same certificate", async () => {
    const certificate = readFileSync(join(database.home, "tls", "server.crt"), "utf8");
    await withPostgres(database, sql => sql`CREATE TABLE written (number int PRIMARY KEY)`);
    let confirmed = 0;
    const writing = withPostgres(database, async sql => {
      for (let number = 1; ; number++) {
        await sql`INSERT INTO written VALUES (${number})`;
        confirmed = number;
      }
    }).catch(() => {});
    await vi.waitUntil(() => confirmed > 200, { timeout: 30_000 });
    await database.kill();
    await writing;
    await vi.waitFor(() => database.restart(), { timeout: 60_000 });
    const [row] = await withPostgres(
      database,
      sql => sql<[{ count: number }]>`SELECT count(*)::int FROM written WHERE number <= ${confirmed}`,
    );
    expect(row.count).toBe(confirmed);
    expect(readFileSync(join(database.home, "tls", "server.crt"), "utf8")).toBe(certificate);
  });
});

function ip(verb: "add" | "delete", address: string): void {
  execFileSync("ip", ["address", verb, `${address}/32`, "dev", "lo"]);
}

interface Session {
  readonly host: string;
  readonly user: string;
  readonly database: string;
  readonly password: string;
}

function psql(script: string, session?: Session): string {
  const { host, user, database: name, password } = session ?? { ...database, database: "postgres" };
  const words = ["--quiet", "--no-psqlrc", "--tuples-only", "--no-align", `--host=${host}`, `--port=${database.port}`];
  return execFileSync("psql", [...words, `--username=${user}`, `--dbname=${name}`], {
    env: { ...process.env, PGPASSWORD: password },
    input: script,
    encoding: "utf8",
    stdio: ["pipe", "pipe", "pipe"],
  }).trim();
}

/**
 * What the server says to somebody who wants in: `password`, or the words by which it refuses.
 *
 * @see https://www.postgresql.org/docs/17/protocol-message-formats.html
 */
async function knock(from: string, user: string, how: "TLS" | "plain" = "TLS"): Promise<string> {
  const address = from === "127.0.0.1" ? from : server.address;
  const socket = connect({ host: address, port: database.port, localAddress: from });
  try {
    const line = how === "TLS" ? await encrypted(socket) : socket;
    line.write(startup(user));
    const [answer] = (await once(line, "data")) as [Buffer];
    return answer.toString("latin1", 0, 1) === "R" ? "password" : answer.toString("utf8").replaceAll("\0", " ");
  } finally {
    socket.destroy();
  }
}

async function encrypted(socket: Duplex): Promise<Duplex> {
  const request = Buffer.alloc(8);
  request.writeInt32BE(8);
  request.writeInt32BE(80_877_103, 4);
  socket.write(request);
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(answer.toString()).toBe("S");
  const line = connectSecurely({ socket, rejectUnauthorized: false }); // it has signed its certificate itself
  await once(line, "secureConnect");
  return line;
}

function startup(user: string): Buffer {
  const parameters = Buffer.from(`user\0${user}\0database\0postgres\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(head.length + parameters.length);
  head.writeInt32BE(3 << 16, 4); // version 3.0 of the protocol
  return Buffer.concat([head, parameters]);
}
