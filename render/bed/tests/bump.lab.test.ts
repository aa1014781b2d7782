import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { imagesFile } from "../../../platform/naming.ts";
import { STATUS } from "../../bump/pull-request.ts";
import { eventually } from "../eventually.ts";
import { Parts } from "../process/parts.ts";
import type { Gitea } from "../servers/gitea.ts";
import { commitAndPush, type GitAccess, git } from "../servers/gitea-repositories.ts";
import { startActionsBed } from "./actions-bed.ts";
import { copySource } from "./source-copy.ts";
import { endOfRun, type WorkflowRun } from "./workflow-run.ts";

const repository = `${arcodange.gitea.organisation}/${arcodange.gitea.repository}`;
const IMAGES = imagesFile(arcodange.name);

/** Who pushes as the Image Updater does, and in whose name the workflow merges: nobody's administrators. */
const UPDATER = "image-updater";
const MERGER = "bump";
const PASSWORD = "a password of this test alone";

const parts = new Parts();
let folder: string;
let gitea: Gitea;
let updater: GitAccess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  gitea = await startActionsBed(folder, parts);
  const source = join(folder, "source");
  copySource(source);
  rmSync(join(source, ".gitea/workflows/check.yaml")); // takes minutes, and has a test of its own
  await commitAndPush(gitea, repository, source, "test: begin [skip ci]");
  await protectMain();
  await makeWriter(UPDATER);
  await makeWriter(MERGER);
  const secret = { data: await tokenOf(MERGER) };
  await gitea.api("PUT", `/repos/${repository}/actions/secrets/BUMP_TOKEN`, secret);
  updater = { ...gitea, administrator: UPDATER, token: PASSWORD };
});

afterAll(async () => {
  await parts.stop();
  rmSync(folder, { recursive: true });
});

test("a newer tag that the Image Updater pushes is rendered and merged, with the protection of main whole", async () => {
  const { run } = await push("bump/erp", copy => {
    writeFileSync(join(copy, IMAGES), withOverride(readFileSync(join(copy, IMAGES), "utf8"), "1.1.0"));
  });
  expect(run, run.log).toMatchObject({ conclusion: "success" });
  expect(run.log).toContain("only image tags change");

  const main = await clone("main");
  expect(readFileSync(join(main, IMAGES), "utf8")).toContain("\nerp:\n  tag: 1.1.0\n");
  const workload = readFileSync(join(main, "rendered/arcodange/erp/deployment-erp.yaml"), "utf8");
  expect(workload).toContain(`image: ${image("erp")}:1.1.0`);
  expect(await git(gitea, main, "log", "--format=%s", "-2")).toBe(
    "chore(bump/erp): take newer images (#1)\ntest: begin [skip ci]",
  );
  expect(await branches()).toEqual(["main"]);
  expect(await workflowRuns()).toBe(1); // its own push started none
});

test("neither the Image Updater nor whoever merges for it can push to main", async () => {
  const copy = await clone("main");
  await git(updater, copy, "commit", "--quiet", "--allow-empty", "--message=test: by hand");
  for (const administrator of [UPDATER, MERGER]) {
    const pushed = git({ ...updater, administrator }, copy, "push", "--quiet", address(), "HEAD:refs/heads/main");
    await expect(pushed).rejects.toThrow("Not allowed to push to protected branch");
  }
});

test.each([
  ["2.0.0", "image-major-version"],
  ["1.0.5", "image-downgrade"],
])("the tag %s after 1.1.0 waits for a person, for the review warns: %s", async (tag, danger) => {
  const { run } = await push("bump/erp", copy => {
    writeFileSync(join(copy, IMAGES), readFileSync(join(copy, IMAGES), "utf8").replace("tag: 1.1.0", `tag: ${tag}`));
  });
  expect(run, run.log).toMatchObject({ conclusion: "failure" });
  expect(run.log).toContain(`(${danger})`);
  const [pullRequest] = (await openPullRequests()).filter(({ head }) => head.ref === "bump/erp");
  expect(pullRequest?.body).toMatch(new RegExp(`^A person must look at this:\n\n- \`.*\\(${danger}\\)\`\n`));
  expect(await statuses(pullRequest?.head.sha ?? "")).not.toHaveProperty(STATUS);
});

test("a change beside the tag waits for a person, in an open pull request that says why", async () => {
  const app = "apps/webapp.ts";
  const { run } = await push("bump/webapp", copy => {
    const source = readFileSync(join(copy, app), "utf8");
    writeFileSync(join(copy, app), source.replace("Size.mebibytes(128)", "Size.mebibytes(129)"));
  });
  expect(run, run.log).toMatchObject({ conclusion: "failure" });
  expect(run.log).toContain(`${app} changes, which no image does`);
  const [pullRequest] = (await openPullRequests()).filter(({ head }) => head.ref === "bump/webapp");
  expect(pullRequest).toMatchObject({ merged: false });
  expect(pullRequest?.body).toContain("A person must look at this");
  expect(await statuses(pullRequest?.head.sha ?? "")).not.toHaveProperty(STATUS);
  const pulls = `/repos/${repository}/pulls/${pullRequest?.number}`;
  await eventually("Gitea has looked for conflicts", async () => {
    const { mergeable } = await gitea.api<Pull>("GET", pulls);
    return mergeable ? undefined : "it has not";
  });
  const merged = gitea.api("POST", `${pulls}/merge`, { do: "squash" }); // as the administrator
  await expect(merged).rejects.toThrow("Not all required status checks successful");
});

test("a tag for what does not run here is proposed, marked as failed, and not merged", async () => {
  const { run } = await push("bump/ghost", copy => {
    writeFileSync(join(copy, IMAGES), "ghost:\n  tag: 1.0.0\n");
  });
  expect(run, run.log).toMatchObject({ conclusion: "failure" });
  expect(run.log).toContain("no such instance runs here");
  const pullRequest = (await openPullRequests()).find(({ head }) => head.ref === "bump/ghost");
  expect(await statuses(pullRequest?.head.sha ?? "")).toEqual({ [STATUS]: "failure" });
});

/** As the Image Updater writes it into a file that holds no override yet. */
function withOverride(file: string, tag: string): string {
  return file.replace("{}", `{erp: {tag: ${tag}, name: ${image("erp")}}}`);
}

function image(app: string): string {
  return `${arcodange.gitea.host}/${arcodange.gitea.organisation}/${app}`;
}

/** Makes a user who may write to the repository. */
async function makeWriter(username: string): Promise<void> {
  const email = `${username}@${arcodange.domain}`;
  await gitea.api("POST", "/admin/users", { username, email, password: PASSWORD, must_change_password: false });
  await gitea.api("PUT", `/repos/${repository}/collaborators/${username}`, { permission: "write" });
}

/** A new token of a user, which only the user can make. */
async function tokenOf(username: string): Promise<string> {
  const call = request(new URL(`/api/v1/users/${username}/tokens`, gitea.url), {
    method: "POST",
    ca: readFileSync(gitea.certificate),
    auth: `${username}:${PASSWORD}`,
    headers: { "content-type": "application/json" },
  });
  call.end(JSON.stringify({ name: "merge", scopes: ["write:repository"] }));
  const [response] = (await once(call, "response")) as [IncomingMessage];
  return JSON.parse(await text(response)).sha1;
}

/** Nobody pushes, nobody is excepted, and what is merged is what the gate has seen, on top of what is deployed. */
async function protectMain(): Promise<void> {
  await gitea.api("POST", `/repos/${repository}/branch_protections`, {
    ...{ rule_name: "main", enable_push: false, block_admin_merge_override: true, block_on_outdated_branch: true },
    ...{ enable_status_check: true, status_check_contexts: ["check / gate*"] },
  });
}

/** Pushes an edit as a branch, and waits for the end of the workflow that it starts, or of a part. */
async function push(branch: string, edit: (copy: string) => void): Promise<{ commit: string; run: WorkflowRun }> {
  const copy = await clone("main");
  edit(copy);
  await git(updater, copy, "commit", "--quiet", "--all", `--message=chore: ${branch}`);
  await git(updater, copy, "push", "--quiet", "--force", address(), `HEAD:refs/heads/${branch}`);
  const commit = await git(updater, copy, "rev-parse", "HEAD");
  const death = parts.death.then(error => {
    throw error;
  });
  return { commit, run: await Promise.race([endOfRun(gitea, repository, commit), death]) };
}

async function clone(branch: string): Promise<string> {
  const copy = mkdtempSync(join(folder, "clone-"));
  await git(gitea, copy, "clone", "--quiet", `--branch=${branch}`, address(), ".");
  return copy;
}

function address(): string {
  return `${gitea.url}${repository}.git`;
}

async function branches(): Promise<string[]> {
  return (await gitea.api<{ name: string }[]>("GET", `/repos/${repository}/branches`)).map(({ name }) => name);
}

interface Pull {
  readonly number: number;
  readonly mergeable: boolean;
  readonly body: string;
  readonly merged: boolean;
  readonly head: { readonly ref: string; readonly sha: string };
}

function openPullRequests(): Promise<Pull[]> {
  return gitea.api<Pull[]>("GET", `/repos/${repository}/pulls?state=open`);
}

async function workflowRuns(): Promise<number> {
  const { total_count: count } = await gitea.api<{ total_count: number }>("GET", `/repos/${repository}/actions/runs`);
  return count;
}

/** Status of each kind on a commit, without those of the workflow itself. */
async function statuses(commit: string): Promise<Record<string, string>> {
  const { statuses } = await gitea.api<{ statuses: { context: string; status: string }[] | null }>(
    "GET",
    `/repos/${repository}/commits/${commit}/status`,
  );
  const others = (statuses ?? []).filter(({ context }) => !context.startsWith("bump / "));
  return Object.fromEntries(others.map(({ context, status }) => [context, status]));
}
