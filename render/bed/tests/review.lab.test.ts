import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { repositoryFolder } from "../../repository.ts";
import { PAGE_NAME } from "../../review/pull-request/attached-page.ts";
import { STATUS } from "../../review/pull-request/status-of.ts";
import { MARKER } from "../../review/report/markdown.ts";
import { codeBlock, codeSpan } from "../../review/report/markdown-code.ts";
import { Parts } from "../process/parts.ts";
import type { Gitea } from "../servers/gitea.ts";
import { commitAndPush, type GitAccess, git } from "../servers/gitea-repositories.ts";
import { startActionsBed } from "./actions-bed.ts";
import { copySource } from "./source-copy.ts";
import { endOfListed, endOfRun, type WorkflowRun } from "./workflow-run.ts";

const { organisation } = arcodange.gitea;
const repository = `${organisation}/${arcodange.gitea.repository}`;
const DEPLOYMENT = "rendered/arcodange/erp/deployment-erp.yaml";
const CLAIM = "rendered/arcodange/erp/persistentvolumeclaim-documents.yaml";
const PASSWORD = "a password of this test alone";

/** In whose name reviews are told by hand: may write, and is nobody's administrator. */
const REVIEWER = "reviewer";

/** Who may write too, and works in a fork all the same. */
const FORKER = "forker";

const parts = new Parts();
let folder: string;
let gitea: Gitea;
let server: string;
let main: string;
let token: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  gitea = await startActionsBed(folder, parts);
  server = gitea.url.replace(/\/$/, "");
  const source = join(folder, "source");
  copySource(source);
  rmSync(join(source, ".gitea/workflows/check.yaml")); // takes minutes, and has a test of its own
  main = await commitAndPush(gitea, repository, source, "test: begin [skip ci]");
  for (const name of [REVIEWER, FORKER]) await makeWriter(name);
  token = await tokenOf(REVIEWER, ["write:repository", "write:issue", "read:user"]);
});

afterAll(async () => {
  await parts.stop();
  rmSync(folder, { recursive: true });
});

describe("the workflow", () => {
  let number: number;
  let copy: string;

  test("reviews a pull request by main's own code, says so in a comment, and passes what is routine", async () => {
    copy = await clone();
    edit(copy, DEPLOYMENT, file => file.replace("/erp:1.0.0", "/erp:1.0.1"));
    const commit = await push(copy, "newer", "chore: newer");
    number = await open("newer");
    const run = await end(commit);
    expect(run, run.log).toMatchObject({ conclusion: "success" });
    const [comment, ...others] = await comments(number);
    expect(others).toEqual([]);
    expect(comment?.user.login).toBe("gitea-actions");
    expect(comment?.body).toContain("## 🟢 Routine");
    expect(comment?.assets.map(({ name }) => name)).toEqual([PAGE_NAME]);
    expect(comment?.body).toContain(`[${PAGE_NAME}](${comment?.assets[0]?.browser_download_url})`);
    expect(await status(commit)).toMatchObject({ status: "success", target_url: comment?.html_url });
  });

  test("edits the same comment after the next push, and fails with a danger that must stop it", async () => {
    const [before] = await comments(number);
    edit(copy, CLAIM, file => file.replace(/storage: \d+Gi/, "storage: 1Mi"));
    const commit = await push(copy, "newer", "chore: less room");
    const run = await end(commit);
    expect(run, run.log).toMatchObject({ conclusion: "failure" });
    const [comment, ...others] = await comments(number);
    expect(others).toEqual([]);
    expect(comment?.id).toBe(before?.id);
    expect(comment?.body).toContain("## 🔴 Stop");
    expect(comment?.body).toContain("volume-claim-shrinks");
    expect(comment?.assets.map(({ name }) => name)).toEqual([PAGE_NAME]);
    expect(comment?.assets[0]?.id).not.toBe(before?.assets[0]?.id);
    expect(await status(commit)).toMatchObject({ status: "failure" });
  });

  test("executes nothing of the pull request, and takes what a person must read for no failure", async () => {
    const hostile = await clone();
    const order = "echo EXECUTED; exit 9";
    edit(hostile, DEPLOYMENT, file => file.replace("replicas: 1", "replicas: 2"));
    edit(hostile, "package.json", file => file.replace('"scripts": {', `"scripts": { "preinstall": "${order}",`));
    edit(hostile, "render/main.ts", () => 'console.log("EXECUTED");\nprocess.exit(9);\n');
    writeFileSync(join(hostile, ".npmrc"), "ignore-scripts=false\nnode-options=--require=/nowhere\n");
    writeFileSync(join(hostile, ".gitattributes"), "* filter=evil\n");
    const commit = await push(hostile, "hostile", "chore: hostile");
    await open("hostile");
    const run = await end(commit);
    expect(run, run.log).toMatchObject({ conclusion: "success" });
    expect(run.log).not.toContain("EXECUTED");
    expect(await status(commit)).toMatchObject({ status: "success" });
  });

  test("reviews a pull request from a fork into its log, for there it may say nothing", async () => {
    const forked = `${FORKER}/${arcodange.gitea.repository}`;
    const access: GitAccess = { ...gitea, administrator: FORKER, token: PASSWORD };
    await as(FORKER, "POST", `/repos/${repository}/forks`, {});
    const fork = await clone();
    edit(fork, DEPLOYMENT, file => file.replace("replicas: 1", "replicas: 3"));
    await git(access, fork, "commit", "--quiet", "--all", "--message=chore: from outside");
    await git(access, fork, "push", "--quiet", `${gitea.url}${forked}.git`, "HEAD:refs/heads/outside");
    const pull = await as<Pull>(FORKER, "POST", `/repos/${repository}/pulls`, {
      ...{ head: `${FORKER}:outside`, base: "main", title: "chore: from outside" },
    });
    const run = await Promise.race([endOfListed(gitea, repository, `head_sha=${pull.head.sha}`), death()]);
    expect(run, run.log).toMatchObject({ conclusion: "success" });
    expect(run.log).toContain("READ");
    expect(await comments(pull.number)).toEqual([]);
    expect(await status(pull.head.sha)).toBeUndefined();
  });
});

describe("lab review --pull-request", () => {
  let copy: string;
  let commit: string;
  let number: number;

  beforeAll(async () => {
    copy = await clone();
    edit(copy, DEPLOYMENT, file => file.replace("replicas: 1", "replicas: 2"));
    commit = await push(copy, "by-hand", "chore: by hand [skip ci]");
    number = await open("by-hand", "[skip ci]");
  });

  test("makes a comment beside many others, one of which only looks like it, and edits it the next time", async () => {
    const body = `${MARKER}\nby somebody else`;
    await gitea.api("POST", `/repos/${repository}/issues/${number}/comments`, { body });
    for (let one = 0; one < 60; one++) {
      await gitea.api("POST", `/repos/${repository}/issues/${number}/comments`, { body: `${one}` });
    }
    const first = await review();
    expect(first, first.stderr).toMatchObject({ status: 1 });
    const [made, ...others] = (await comments(number)).filter(({ user }) => user.login === REVIEWER);
    expect(others).toEqual([]);
    expect(first.stdout).toContain(`Said in ${made?.html_url}`);
    await gitea.api("POST", `/repos/${repository}/issues/${number}/comments`, { body: "later" });
    expect((await review()).status).toBe(1);
    const all = await comments(number);
    expect(all).toHaveLength(63);
    expect(all.filter(({ user }) => user.login === REVIEWER).map(({ id }) => id)).toEqual([made?.id]);
    expect(all[0]?.body).toBe(body);
  });

  test("attaches the page, which Gitea shows as text that nothing can run, and replaces it", async () => {
    const [comment] = (await comments(number)).filter(({ user }) => user.login === REVIEWER);
    expect(comment?.assets).toHaveLength(1);
    const { headers, body } = await load(comment?.assets[0]?.browser_download_url ?? "");
    expect(body).toMatch(/^<!doctype html>/i);
    expect(headers["content-type"]).toContain("text/plain");
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["content-security-policy"]).toContain("sandbox");
  });

  test("says nothing of a head that is not the pull request's any more", async () => {
    const before = await comments(number);
    const stale = await review({ head: main });
    expect(stale).toMatchObject({ status: 2 });
    expect(stale.stderr).toContain(`its head is ${commit} by now, and ${main} was reviewed`);
    expect(await comments(number)).toEqual(before);
    expect(await status(main)).toBeUndefined();
  });

  test("says beside the commit that it could not be reviewed", async () => {
    const failed = await review({ base: "ghost" });
    expect(failed).toMatchObject({ status: 2 });
    expect(await status(commit)).toMatchObject({ status: "error" });
    expect((await review()).status).toBe(1);
    expect(await status(commit)).toMatchObject({ status: "success" });
  });

  test("says what is wrong with a token, and never the token", async () => {
    const wrong = "f".repeat(40);
    const unknown = await review({ token: wrong });
    expect(unknown).toMatchObject({ status: 2 });
    expect(unknown.stderr).toBe(
      `Cannot comment on pull request ${number} of ${repository}: ${server} does not know the token, make a new one\n`,
    );
    const short = await tokenOf(REVIEWER, ["write:repository", "read:user"]);
    const narrow = await review({ token: short });
    expect(narrow).toMatchObject({ status: 2 });
    expect(narrow.stderr).toContain("the token has no scope read:issue, make one that has");
    const reader = await review({ token: await tokenOf(REVIEWER, ["read:repository", "read:issue", "read:user"]) });
    expect(reader.stderr).toMatch(/the token has no scope write:\w+, make one that has/);
    const said = [unknown, narrow, reader].map(({ stdout, stderr }) => stdout + stderr).join("");
    for (const secret of [wrong, short]) expect(said).not.toContain(secret);
  });

  test("says what is not there: repository, pull request, server, trust", async () => {
    const nowhere = await review({ repository: `${organisation}/ghost` });
    expect(nowhere.stderr).toContain(`${server} has no such repository, or the token may not see it`);
    const ghost = await review({ number: 999 });
    expect(ghost.stderr).toContain("the repository has no pull request 999");
    const silent = await review({ server: "https://127.0.0.1:2" });
    expect(silent.stderr).toContain("https://127.0.0.1:2 does not answer (ECONNREFUSED)");
    const strange = await review({ certificate: "" });
    expect(strange.stderr).toContain(`${server} has a certificate of somebody whom this machine does not trust`);
    for (const { status } of [nowhere, ghost, silent, strange]) expect(status).toBe(2);
  });

  test("tells in the comment where the page is when Gitea takes none", async () => {
    const { reachable } = await withoutPages();
    expect((await review({ log: `${server}/the-log` })).status).toBe(1);
    const [comment] = (await comments(number)).filter(({ user }) => user.login === REVIEWER);
    expect(comment?.body).toContain(`[what the run has printed](${server}/the-log)`);
    expect(comment?.body).not.toContain(PAGE_NAME);
    await reachable();
  });

  test("says that a pull request is merged, or closed, and leaves it alone", async () => {
    const path = `/repos/${repository}/pulls/${number}`;
    const before = await comments(number);
    await gitea.api("PATCH", path, { state: "closed" });
    expect((await review()).stderr).toContain("it is closed, open it again to have it reviewed");
    await gitea.api("PATCH", path, { state: "open" });
    await gitea.api("POST", `${path}/merge`, { do: "squash", force_merge: true });
    const merged = await review();
    expect(merged).toMatchObject({ status: 2 });
    expect(merged.stderr).toContain("it is merged, so there is nothing left to say");
    expect(await comments(number)).toEqual(before);
  });

  interface Asked {
    readonly token?: string;
    readonly head?: string;
    readonly base?: string;
    readonly server?: string;
    readonly repository?: string;
    readonly number?: number;
    readonly log?: string;
    /** File with whom it trusts beside those that Node brings. */
    readonly certificate?: string;
  }

  function review(asked: Asked = {}): Promise<Ended> {
    const words = {
      ...{ base: "origin/main", head: commit, "pull-request": `${asked.number ?? number}`, server, repository },
      ...(asked.base !== undefined && { base: asked.base }),
      ...(asked.head !== undefined && { head: asked.head }),
      ...(asked.server !== undefined && { server: asked.server }),
      ...(asked.repository !== undefined && { repository: asked.repository }),
      ...(asked.log !== undefined && { log: asked.log }),
    };
    const options = Object.entries(words).map(([name, value]) => `--${name}=${value}`);
    const env = { GITEA_TOKEN: asked.token ?? token, NODE_EXTRA_CA_CERTS: asked.certificate ?? gitea.certificate };
    return lab(copy, env, "review", ...options);
  }
});

test("Gitea takes whatever stands in a span or a block of code for nothing else", async () => {
  const evil = ["@lab-admin", "#1", "fixes #1", "https://evil.example", "![x](https://evil.example/x)", "<b>bold</b>"];
  const ticks = ["`", "```", "a`b``c", "\n\n# heading\n\n", "\r\n```\r\n", "$`math`$", ":tada:", main];
  const all = [...evil, ...ticks, [...evil, ...ticks].join(" ")];
  const lines = [...all.map(one => `- ${codeSpan(one)}`), "", ...codeBlock(all.map(one => one.replaceAll(/\s/g, " ")))];
  const html = await gitea.api<string>("POST", "/markdown", {
    ...{ Text: lines.join("\n"), Mode: "comment", Context: repository, Wiki: false },
  });
  expect(html.match(/<\/?(?!(?:ul|li|code|pre|div|span)\b)[a-z][^>]*>/g) ?? []).toEqual([]);
  expect(html).toContain("&lt;b&gt;bold&lt;/b&gt;");
});

interface Pull {
  readonly number: number;
  readonly head: { readonly sha: string };
}

interface Comment {
  readonly id: number;
  readonly html_url: string;
  readonly body: string;
  readonly user: { readonly login: string };
  readonly assets: readonly { readonly id: number; readonly name: string; readonly browser_download_url: string }[];
}

function comments(number: number): Promise<Comment[]> {
  return gitea.api<Comment[]>("GET", `/repos/${repository}/issues/${number}/comments`);
}

/** What the review says beside a commit; undefined for nothing. */
async function status(commit: string): Promise<{ status: string; target_url: string } | undefined> {
  const path = `/repos/${repository}/commits/${commit}/status`;
  const { statuses } = await gitea.api<{ statuses: { context: string; status: string; target_url: string }[] | null }>(
    ...(["GET", path] as const),
  );
  return statuses?.find(({ context }) => context === STATUS);
}

async function clone(): Promise<string> {
  const copy = mkdtempSync(join(folder, "clone-"));
  await git(gitea, copy, "clone", "--quiet", "--branch=main", `${gitea.url}${repository}.git`, ".");
  return copy;
}

function edit(copy: string, path: string, change: (file: string) => string): void {
  const before = readFileSync(join(copy, path), "utf8");
  const after = change(before);
  expect(after, `${path} changes`).not.toBe(before);
  writeFileSync(join(copy, path), after);
}

async function push(copy: string, branch: string, message: string): Promise<string> {
  await git(gitea, copy, "add", "--all");
  await git(gitea, copy, "commit", "--quiet", "--no-verify", `--message=${message}`);
  await git(gitea, copy, "push", "--quiet", `${gitea.url}${repository}.git`, `HEAD:refs/heads/${branch}`);
  return git(gitea, copy, "rev-parse", "HEAD");
}

async function open(head: string, mark = ""): Promise<number> {
  const title = `chore: ${head} ${mark}`;
  return (await gitea.api<Pull>("POST", `/repos/${repository}/pulls`, { head, base: "main", title })).number;
}

function end(commit: string): Promise<WorkflowRun> {
  return Promise.race([endOfRun(gitea, repository, commit), death()]);
}

function death(): Promise<never> {
  return parts.death.then(error => {
    throw error;
  });
}

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs this repository's own command in a folder. */
function lab(cwd: string, variables: Readonly<Record<string, string>>, ...words: string[]): Promise<Ended> {
  const env = { ...process.env, ...variables };
  return new Promise(resolve => {
    const program = join(repositoryFolder, "render/lab.mjs");
    const child = execFile(process.execPath, [program, ...words], { cwd, env }, (_, stdout, stderr) =>
      resolve({ status: child.exitCode ?? -1, stdout, stderr }),
    );
  });
}

async function makeWriter(username: string): Promise<void> {
  const email = `${username}@${arcodange.domain}`;
  await gitea.api("POST", "/admin/users", { username, email, password: PASSWORD, must_change_password: false });
  await gitea.api("PUT", `/repos/${repository}/collaborators/${username}`, { permission: "write" });
}

let tokens = 0;

async function tokenOf(username: string, scopes: readonly string[]): Promise<string> {
  const body = { name: `token ${tokens++}`, scopes };
  return (await as<{ sha1: string }>(username, "POST", `/users/${username}/tokens`, body)).sha1;
}

/** Asks Gitea in the name of a user, by password. */
async function as<T>(username: string, method: string, path: string, body: object): Promise<T> {
  const call = request(new URL(`/api/v1${path}`, gitea.url), {
    method,
    ca: readFileSync(gitea.certificate),
    auth: `${username}:${PASSWORD}`,
    headers: { "content-type": "application/json" },
  });
  call.end(JSON.stringify(body));
  const [response] = (await once(call, "response")) as [IncomingMessage];
  const content = await text(response);
  if ((response.statusCode ?? 500) >= 300) throw new Error(`${method} ${path}: ${response.statusCode} ${content}`);
  return JSON.parse(content) as T;
}

async function load(url: string): Promise<{ headers: IncomingMessage["headers"]; body: string }> {
  const call = request(url, { ca: readFileSync(gitea.certificate), headers: { authorization: `token ${token}` } });
  call.end();
  const [response] = (await once(call, "response")) as [IncomingMessage];
  return { headers: response.headers, body: await text(response) };
}

/** Starts Gitea anew as it is without settings of ours, so that it takes no page, until `reachable` is called. */
async function withoutPages(): Promise<{ reachable: () => Promise<void> }> {
  const configuration = join(folder, "gitea/app.ini");
  const usual = readFileSync(configuration, "utf8");
  const restart = async (settings: string) => {
    writeFileSync(configuration, settings);
    await gitea.restart();
  };
  await gitea.stop();
  await restart(usual.replace(/^ALLOWED_TYPES = .*\n/m, ""));
  return {
    reachable: async () => {
      await gitea.stop();
      await restart(usual);
    },
  };
}
