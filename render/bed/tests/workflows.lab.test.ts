import { appendFileSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { renderedFolder } from "../../repository.ts";
import { readTree } from "../../tree/read.ts";
import { Parts } from "../process/parts.ts";
import type { Gitea } from "../servers/gitea.ts";
import { commitAndPush, createRepository } from "../servers/gitea-repositories.ts";
import { startActionsBed } from "./actions-bed.ts";
import { copySource } from "./source-copy.ts";
import { endOfRun, type WorkflowRun } from "./workflow-run.ts";

const { organisation } = arcodange.gitea;
const repository = `${organisation}/${arcodange.gitea.repository}`;

const SECRET = "BED_TEST_SECRET";

let folder: string;
let source: string;
const parts = new Parts();
let gitea: Gitea;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  source = join(folder, "source");
  copySource(source);
  for (const path of globSync("**/*.test.ts", { cwd: source })) if (!isKept(path)) rmSync(join(source, path));
  vi.stubEnv(SECRET, "of this machine");
  gitea = await startActionsBed(folder, parts);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await parts.stop();
  rmSync(folder, { recursive: true });
});

/** Tests run in the gate too: a few show that, for all of them were run outside, a moment ago. */
function isKept(path: string): boolean {
  return path.startsWith("clusters/") || path === "render/tree/faults.proof.test.ts";
}

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

/** Pushes all that lies in a folder, and waits for the end of the workflow, or of a part, which must not end. */
async function push(to: string, from: string): Promise<{ commit: string; run: WorkflowRun }> {
  const commit = await commitAndPush(gitea, to, from, "test: push");
  const death = parts.death.then(error => {
    throw error;
  });
  return { commit, run: await Promise.race([endOfRun(gitea, to, commit), death]) };
}

/** The last word of each workflow on a commit, as Gitea shows it beside it. */
async function statuses(commit: string): Promise<Record<string, string>> {
  const { statuses } = await gitea.api<{ statuses: readonly { context: string; status: string }[] }>(
    "GET",
    `/repos/${repository}/commits/${commit}/status`,
  );
  return Object.fromEntries(statuses.map(({ context, status }) => [context, status]));
}
