import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { type Host, type HostSecret, secretMark } from "../../../platform/hosts/host.ts";
import { hostOf } from "../../../platform/hosts/host-of.ts";
import { GITEA_HOME, GITEA_INNER_PORTS } from "../../../platform/hosts/parts/gitea-settings.ts";
import { POSTGRES_DATA } from "../../../platform/hosts/parts/postgres-settings.ts";
import { type Part, startPart } from "../process/part.ts";
import { type Program, program } from "../program/program.ts";
import { authority, type KeyPair } from "../servers/authority.ts";
import { isHealthy } from "../servers/gitea-api.ts";
import { giteaAssets } from "../servers/gitea-assets.ts";
import { type HostPostgres, startHostPostgres } from "../servers/host-postgres.ts";

const { gitea: facts, postgres } = arcodange;
const host = hostOf(arcodange, facts.node);
const url = `https://${facts.host}:${GITEA_INNER_PORTS.https}/`;

let folder: string;
let configuration: string;
let certificate: string;
let command: Program;
let database: HostPostgres;
let gitea: Part;
let written: string;
const secrets = new Map(host.secrets.map(one => [one.name, made(one)]));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  database = await startHostPostgres(folder, host, postgres.port);
  makeDatabase();
  const bed = authority(join(folder, "authority"));
  certificate = bed.certificate;
  configuration = join(folder, "app.ini");
  written = certified(rendered(), bed.issue("gitea", [facts.host]));
  writeFileSync(configuration, written, { mode: 0o400 });
  // The doctor looks for them: the image makes the first, the first repository the second, and a log in files the third.
  for (const name of ["custom", "repositories", "log"]) mkdirSync(join(folder, "gitea", name), { recursive: true });
  command = [...program("gitea"), `--config=${configuration}`];
  gitea = await startPart({
    name: "gitea",
    program: command,
    words: ["web"],
    env: { GITEA_I_AM_BEING_UNSAFE_RUNNING_AS_ROOT: "true" },
    folder,
    isReady: () => isHealthy(url, certificate),
  });
});

afterAll(async () => {
  await gitea?.stop();
  await database?.stop();
  rmSync(folder, { recursive: true });
});

describe("Gitea with the settings of its host", () => {
  test("is well, with its database by the socket, and has written nothing into its settings", () => {
    expect(readFileSync(configuration, "utf8")).toBe(written);
  });

  test("knows each of them, and complains of none", () => {
    expect(readFileSync(gitea.log, "utf8")).not.toMatch(/\[[EF]\]|deprecat/i);
  });

  test("finds no fault with its own doctor", () => {
    const said = run("doctor", "check", "--all");
    expect(said).not.toMatch(/\[E\]|ERROR/);
  });

  test("lets nobody make an account", async () => {
    expect(await ask("user/sign_up")).toContain("Registration is disabled");
  });

  test("shows its metrics to whoever has the token, and to nobody else", async () => {
    const token = secrets.get("prometheus/gitea");
    expect(await ask("metrics", { authorization: `Bearer ${token}` })).toContain("gitea_repositories");
    expect(await ask("metrics")).not.toContain("gitea_repositories");
  });

  test("names itself without the port of its container", async () => {
    expect(JSON.parse(await ask(".well-known/openid-configuration"))).toMatchObject({
      issuer: `https://${facts.host}`,
    });
  });
});

test("Gitea ends when no authority gives it a certificate, to be started again", async () => {
  await gitea.stop();
  const alone = join(folder, "alone.ini");
  writeFileSync(alone, rendered().replace(/^STARTUP_TIMEOUT = .*$/m, "STARTUP_TIMEOUT = 30s"), { mode: 0o400 });
  const [file] = command;
  const env = { ...process.env, GITEA_I_AM_BEING_UNSAFE_RUNNING_AS_ROOT: "true" };
  const { signal, stdout } = spawnSync(file, [`--config=${alone}`, "web"], { encoding: "utf8", env, timeout: 120_000 });
  expect(stdout).toContain("Failed to start server");
  expect(signal).toBeNull();
});

function made({ encoding = "hex" }: HostSecret): string {
  return randomBytes(32).toString(encoding);
}

function fileOf({ files }: Host, path: string): string {
  const content = files.find(file => file.path === path)?.content;
  if (content === undefined) throw new Error(`Cannot test ${path}: the host has no such file`);
  return [...secrets].reduce((text, [name, value]) => text.replaceAll(secretMark(name), value), content);
}

/** The host's settings, with other folders, and as whoever runs the test. */
function rendered(): string {
  const user = execFileSync("id", ["-un"], { encoding: "utf8" }).trim();
  return fileOf(host, "/etc/lab/gitea/settings/app.ini")
    .replaceAll(POSTGRES_DATA, database.home)
    .replaceAll(GITEA_HOME, join(folder, "gitea"))
    .replace(/^RUN_USER = .*$/m, `RUN_USER = ${user}`)
    .replace("[server]\n", `[server]\nSTATIC_ROOT_PATH = ${giteaAssets() ?? ""}\n`);
}

/** With a certificate of the bed's, which has no Step-CA. */
function certified(ini: string, { certificate: own, key }: KeyPair): string {
  return ini.replace(/^ENABLE_ACME = .*$/m, `CERT_FILE = ${own}\nKEY_FILE = ${key}`);
}

function makeDatabase(): void {
  const words = ["--quiet", "--no-psqlrc", "--host=127.0.0.1", `--port=${database.port}`, "--username=postgres"];
  execFileSync("psql", words, {
    env: { ...process.env, PGPASSWORD: database.password },
    input: fileOf(host, "/etc/lab/gitea/database.sql"),
    stdio: ["pipe", "ignore", "pipe"],
  });
}

function run(...words: string[]): string {
  const [file, ...first] = command;
  const env = { ...process.env, GITEA_I_AM_BEING_UNSAFE_RUNNING_AS_ROOT: "true" };
  return execFileSync(file, [...first, ...words], { encoding: "utf8", env, stdio: ["ignore", "pipe", "pipe"] });
}

async function ask(path: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const call = request(new URL(path, url), { ca: readFileSync(certificate), agent: false, headers });
  call.end();
  const [response] = (await once(call, "response")) as [IncomingMessage];
  return text(response);
}
