import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { oidcConfig } from "../../../platform/components/argocd/sign-in.ts";
import { freePort } from "../process/free-port.ts";
import { type Authority, authority } from "./authority.ts";
import { type Gitea, startGitea } from "./gitea.ts";
import { giteaApi } from "./gitea-api.ts";
import { addWebhook, commitAndPush, createOrganisation, createRepository, git } from "./gitea-repositories.ts";
import { type Postgres, startPostgres } from "./postgres.ts";

let folder: string;
let ours: Authority;
let postgres: Postgres;
let gitea: Gitea;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  ours = authority(join(folder, "authority"));
  await start();
});

afterAll(async () => {
  await stop();
  rmSync(folder, { recursive: true });
});

test("a folder becomes a repository, and what is pushed is there after a kill", async () => {
  await createOrganisation(gitea, "household");
  await createRepository(gitea, "household", "sample");
  const source = join(folder, "source");
  mkdirSync(source);
  writeFileSync(join(source, "a.txt"), "a\n");
  const commit = await commitAndPush(gitea, "household/sample", source, "test: one file");
  await gitea.kill();
  await gitea.restart();
  expect(await head()).toBe(commit);
});

test("organisations, repositories and webhooks that are there are left as they are", async () => {
  const identity = async () => (await gitea.api<{ id: number }>("GET", "/repos/household/sample")).id;
  const before = await identity();
  for (const secret of ["first", "second"]) {
    await createOrganisation(gitea, "household");
    await createRepository(gitea, "household", "sample");
    await addWebhook(gitea, "household/sample", { url: "https://127.0.0.1/api/webhook", secret });
  }
  expect(await identity()).toBe(before);
  expect(await gitea.api("GET", "/repos/household/sample/hooks")).toHaveLength(1);
});

test("a second start, on another port, finds accounts, secrets and repositories of the first", async () => {
  const { url, password, token } = gitea;
  const before = await head();
  await stop();
  await start();
  expect(gitea.url).not.toBe(url);
  expect(gitea).toMatchObject({ password, token });
  expect(await head()).toBe(before);
});

test("a start after one that was killed before it kept the administrator's log-in gives the account a new one", async () => {
  const { password, token } = gitea;
  await stop();
  rmSync(join(folder, "gitea", "administrator.json"));
  await start();
  expect(gitea.password).not.toBe(password);
  expect(gitea.token).not.toBe(token);
  expect(await gitea.api("GET", "/user")).toMatchObject({ login: gitea.administrator, is_admin: true });
  expect(await head()).toMatch(/^[0-9a-f]{40}$/); // git comes with the token
});

test("it names the issuer of its tokens as Argo CD's sign-in expects it, to the letter", async () => {
  const { issuer } = await gitea.api<{ issuer: string }>("GET", "/../../.well-known/openid-configuration");
  const facts = { ...arcodange.gitea, host: new URL(gitea.url).host };
  expect(oidcConfig({ ...arcodange, gitea: facts }).issuer).toBe(issuer);
});

test("a call that fails names method, path, status and answer", async () => {
  await expect(gitea.api("GET", "/repos/household/ghost")).rejects.toThrow(
    /^Cannot GET \/repos\/household\/ghost on Gitea: it answers 404, .*not found/,
  );
});

test("a call trusts no other authority than the bed's", async () => {
  const other = authority(join(folder, "other")).certificate;
  await expect(giteaApi(gitea.url, other, gitea.token)("GET", "/version")).rejects.toThrow(
    "unable to verify the first certificate",
  );
});

test("only their owner may read the files with secrets", () => {
  const home = join(folder, "gitea");
  const files = readdirSync(home).filter(name => /\.(ini|json)$/.test(name));
  expect(files.sort()).toEqual(["administrator.json", "app.ini", "secrets.json"]);
  for (const file of files) expect(statSync(join(home, file)).mode & 0o077, file).toBe(0);
});

async function start(): Promise<void> {
  postgres = await startPostgres(folder);
  const port = await freePort();
  const site = { address: "127.0.0.1", port, host: `127.0.0.1:${port}` };
  gitea = await startGitea(folder, { postgres, authority: ours, site });
}

async function stop(): Promise<void> {
  await gitea?.stop();
  await postgres?.stop();
}

/** The newest commit of household/sample, as git gets it over HTTPS. */
async function head(): Promise<string | undefined> {
  const listed = await git(gitea, folder, "ls-remote", `${gitea.url}household/sample.git`, "refs/heads/main");
  return listed.split("\t")[0];
}
