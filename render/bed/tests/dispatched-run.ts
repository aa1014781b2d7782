import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { eventually } from "../eventually.ts";
import type { Gitea } from "../servers/gitea.ts";
import type { WorkflowRun } from "./workflow-run.ts";

interface Progress {
  readonly id: number;
  readonly status: string;
  readonly conclusion: string;
}

const PAUSE_MILLISECONDS = 500;

/**
 * Waits, for as long as it takes, for the end of the latest run of a workflow that was started by its inputs.
 *
 * @param repository organisation and name, such as "arcodange-org/lab"
 * @param after number of the run before it; 0 where there was none
 */
export async function endOfDispatched({ api }: Gitea, repository: string, after: number): Promise<WorkflowRun> {
  const actions = `/repos/${repository}/actions`;
  for (;;) {
    const { workflow_runs: runs } = await api<{ workflow_runs: readonly Progress[] }>(
      "GET",
      `${actions}/runs?event=workflow_dispatch`,
    );
    const run = runs.find(({ id, status }) => id > after && status === "completed");
    if (run !== undefined) {
      const { jobs } = await api<{ jobs: readonly Progress[] }>("GET", `${actions}/runs/${run.id}/jobs`);
      const logs = jobs.map(({ id }) => api<string>("GET", `${actions}/jobs/${id}/logs`));
      return { conclusion: run.conclusion, log: stripVTControlCharacters((await Promise.all(logs)).join("\n")) };
    }
    await sleep(PAUSE_MILLISECONDS);
  }
}

/** Waits until Gitea has seen the first push to a repository; before, it fails with 500 to start a workflow there. */
export async function untilSeen({ api }: Gitea, repository: string): Promise<void> {
  await eventually(`Gitea has seen the first push to ${repository}`, async () => {
    const { empty } = await api<{ empty: boolean }>("GET", `/repos/${repository}`);
    return empty ? "it says that the repository is empty" : undefined;
  });
}

/** Number of the latest run of a repository; 0 where there is none. */
export async function latestRun({ api }: Gitea, repository: string): Promise<number> {
  const { workflow_runs: runs } = await api<{ workflow_runs: readonly Progress[] }>(
    "GET",
    `/repos/${repository}/actions/runs`,
  );
  return Math.max(0, ...runs.map(({ id }) => id));
}
