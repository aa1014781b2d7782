import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { renderedFolder, repositoryFolder } from "../../repository.ts";
import { readTree } from "../../tree/read.ts";
import type { Part } from "../process/part.ts";
import { authority } from "../servers/authority.ts";
import { type Gitea, startGitea } from "../servers/gitea.ts";
import { commitAndPush, createOrganisation, createRepository } from "../servers/gitea-repositories.ts";
import { startRunner } from "../servers/gitea-runner.ts";
import { startPostgres } from "../servers/postgres.ts";
import { siteOf } from "../site.ts";
import { endOfRun, type WorkflowRun } from "./workflow-run.ts";

const { organisation, repository: name } = arcodange.gitea;
const repository = `${organisation}/${name}`;

const SECRET = "BED_TEST_SECRET";

let folder: string;
let source: string;
const parts: Part[] = [];
let gitea: Gitea;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  source = join(folder, "source");
  copySource(source);
  const postgres = await startPostgres(folder);
  parts.unshift(postgres);
  const trust = authority(join(folder, "authority"));
  gitea = await startGitea(folder, { postgres, authority: trust, site: siteOf(arcodange) });
  parts.unshift(gitea);
  vi.stubEnv(SECRET, "of this machine");
  parts.unshift(await startRunner(folder, gitea, ["lab"]));
  await createOrganisation(gitea, organisation);
  await createRepository(gitea, organisation, name);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  for (const part of parts) await part.stop();
  rmSync(folder, { recursive: true });
});

test("the gate lets a commit of what lies here pass, without a network", async () => {
  const { commit, run } = await push(repository, source);
  expect(run, run.log).toMatchObject({ conclusion: "success" });
  expect(await statuses(commit)).toEqual({ "check / gate (push)": "success" });
});

test("the gate stops a hand edit in rendered/, and names the file and what to do", async () => {
  const path = [...readTree(renderedFolder).keys()].find(file => file.includes("/service-")) as string;
  appendFileSync(join(source, "rendered", path), "# by hand\n");
  const { commit, run } = await push(repository, source);
  expect(run, run.log).toMatchObject({ conclusion: "failure" });
  expect(run.log).toMatch(new RegExp(`edited +rendered/${path}`));
  expect(run.log).toContain('run "npx lab render"');
  expect(await statuses(commit)).toEqual({ "check / gate (push)": "failure" });
});

test("a job sees no variable of whoever started the runner", async () => {
  const probe = join(folder, "probe");
  mkdirSync(join(probe, ".gitea/workflows"), { recursive: true });
  const workflow = { name: "probe", on: ["push"], jobs: { env: { "runs-on": "lab", steps: [{ run: "env" }] } } };
  writeFileSync(join(probe, ".gitea/workflows/probe.yaml"), JSON.stringify(workflow));
  await createRepository(gitea, organisation, "probe");
  const { run } = await push(`${organisation}/probe`, probe);
  expect(run, run.log).toMatchObject({ conclusion: "success" });
  expect(run.log).toContain("GITHUB_REPOSITORY=");
  expect(run.log).not.toContain(SECRET);
});

/** Copies what a commit of all that lies in this repository would hold. */
function copySource(to: string): void {
  const words = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const listed = execFileSync("git", words, { cwd: repositoryFolder, encoding: "utf8" }).split("\0").slice(0, -1);
  const present = listed.filter(path => existsSync(join(repositoryFolder, path)));
  for (const path of present) cpSync(join(repositoryFolder, path), join(to, path), { recursive: true });
}

/** Pushes all that lies in a folder, and waits for the end of the workflow, or of a part, which must not end. */
async function push(to: string, from: string): Promise<{ commit: string; run: WorkflowRun }> {
  const commit = await commitAndPush(gitea, to, from, "test: push");
  const deaths = parts.map(async ({ death }) => {
    throw await death;
  });
  return { commit, run: await Promise.race([endOfRun(gitea, to, commit), ...deaths]) };
}

/** The last word of each workflow on a commit, as Gitea shows it beside it. */
async function statuses(commit: string): Promise<Record<string, string>> {
  const { statuses } = await gitea.api<{ statuses: readonly { context: string; status: string }[] }>(
    "GET",
    `/repos/${repository}/commits/${commit}/status`,
  );
  return Object.fromEntries(statuses.map(({ context, status }) => [context, status]));
}
