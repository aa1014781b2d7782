import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { imagesFile } from "../../../platform/naming.ts";
import { newToken } from "../../../platform/secrets/gitea-accounts.ts";
import { putActionsSecret } from "../../../platform/secrets/gitea-actions.ts";
import { giteaRequest } from "../../../platform/secrets/gitea-request.ts";
import { MERGER } from "../../../platform/tofu/gitea/accounts.ts";
import { APP_WORKFLOWS } from "../../secrets/app-workflow-needs.ts";
import { Parts } from "../process/parts.ts";
import type { Gitea } from "../servers/gitea.ts";
import { giteaFacts, makeGiteaObjects } from "../servers/gitea-objects.ts";
import { commitAndPush, git } from "../servers/gitea-repositories.ts";
import { startActionsBed } from "./actions-bed.ts";
import { endOfDispatched, latestRun, untilSeen } from "./dispatched-run.ts";
import { copySource } from "./source-copy.ts";
import type { WorkflowRun } from "./workflow-run.ts";

const facts = giteaFacts(arcodange.name);
const { organisation } = facts;
const repository = `${organisation}/${facts.repository}`;
const IMAGES = imagesFile(arcodange.name);

const parts = new Parts();
const trusted = getCACertificates("default");
let folder: string;
let gitea: Gitea;
let starter: { url: string; token: string };

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  gitea = await startActionsBed(folder, parts);
  setDefaultCACertificates([...trusted, readFileSync(gitea.certificate, "utf8")]);
  const source = join(folder, "source");
  copySource(source);
  rmSync(join(source, ".gitea/workflows/check.yaml")); // takes minutes, and has a test of its own
  await commitAndPush(gitea, repository, source, "test: begin [skip ci]");
  await makeGiteaObjects(gitea.api, facts);
  const url = gitea.url.replace(/\/$/, "");
  const administrator = { url, token: gitea.token };
  const merging = await newToken(administrator, MERGER, "merge", ["write:repository"]);
  await putActionsSecret(administrator, repository, "BUMP_TOKEN", merging);
  starter = { url, token: await newToken(administrator, APP_WORKFLOWS, "start", ["write:repository"]) };
  await untilSeen(gitea, repository);
});

afterAll(async () => {
  setDefaultCACertificates(trusted);
  await parts.stop();
  rmSync(folder, { recursive: true });
});

test("who may start workflows alone may not write, not even to a branch", async () => {
  const content = Buffer.from("mine\n").toString("base64");
  const file = { content, message: "test: by hand", branch: "main", new_branch: "mine" };
  await expect(ask("POST", "contents/mine.txt", file)).rejects.toThrow("the token may not do that");
  await expect(ask("POST", "branches", { new_branch_name: "mine" })).rejects.toThrow("the token may not do that");
  await expect(ask("POST", "pulls", { head: "mine", base: "main", title: "mine" })).rejects.toThrow();
  const secret = ask("PUT", "actions/secrets/MINE", { data: "mine" });
  await expect(secret).rejects.toThrow("the token may not do that");
});

test("an app that is not here leaves nothing behind", async () => {
  const run = await start("ghost", "1.0.0");
  expect(run, run.log).toMatchObject({ conclusion: "failure" });
  expect(run.log).toContain('Cannot take tag "1.0.0" for bump/ghost: no app of that name runs the image');
  expect(await branches()).toEqual(["main"]);
});

test("a release that an app's workflow names is written for every environment, rendered and merged", async () => {
  const run = await start("erp", "1.1.0");
  expect(run, run.log).toMatchObject({ conclusion: "success" });
  expect(run.log).toContain("only image tags change");
  const main = mkdtempSync(join(folder, "clone-"));
  await git(gitea, main, "clone", "--quiet", `${gitea.url}${repository}.git`, ".");
  expect(readFileSync(join(main, IMAGES), "utf8")).toContain("erp:\n  tag: 1.1.0\nerp-sandbox:\n  tag: 1.1.0\n");
  const workload = readFileSync(join(main, "rendered/arcodange/erp/deployment-erp.yaml"), "utf8");
  expect(workload).toContain(`image: ${arcodange.gitea.host}/${organisation}/erp:1.1.0`);
  expect(await git(gitea, main, "log", "--format=%s", "-2")).toBe(
    "chore(bump/erp): take newer images (#1)\ntest: begin [skip ci]",
  );
  expect(await branches()).toEqual(["main"]);
});

test("what is no newer than what runs changes nothing", async () => {
  const run = await start("erp", "1.0.5");
  expect(run, run.log).toMatchObject({ conclusion: "success" });
  expect(run.log).toContain("differs from main in nothing any more");
  expect(await branches()).toEqual(["main"]);
});

function ask<T>(method: "GET" | "POST" | "PUT", path: string, body?: object): Promise<T | undefined> {
  return giteaRequest<T>(starter, method, `repos/${repository}/${path}`, body);
}

/** Starts the workflow as that of an app does, and waits for its end, or that of a part. */
async function start(app: string, tag: string): Promise<WorkflowRun> {
  const latest = await latestRun(gitea, repository);
  await ask("POST", "actions/workflows/bump.yaml/dispatches", { ref: "main", inputs: { app, tag } });
  const death = parts.death.then(error => {
    throw error;
  });
  return Promise.race([endOfDispatched(gitea, repository, latest), death]);
}

async function branches(): Promise<string[]> {
  return (await gitea.api<{ name: string }[]>("GET", `/repos/${repository}/branches`)).map(({ name }) => name);
}
