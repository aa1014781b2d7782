import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import type { Gitea } from "../servers/gitea.ts";

/** What became of a workflow of one job. */
export interface WorkflowRun {
  /** Such as "success" or "failure". */
  readonly conclusion: string;
  /** Without colours. */
  readonly log: string;
}

/** A run, or a job, as far as Gitea says how it goes on. */
export interface Progress {
  readonly id: number;
  readonly status: string;
  readonly conclusion: string;
}

const PAUSE_MILLISECONDS = 500;

/**
 * Waits, for as long as it takes, for the end of the only run of a workflow that a commit has caused.
 *
 * @param repository organisation and name, such as "arcodange-org/lab"
 */
export function endOfRun(gitea: Gitea, repository: string, commit: string): Promise<WorkflowRun> {
  return endOfListed(gitea, repository, `head_sha=${commit}`);
}

/**
 * Waits, for as long as it takes, for the end of a run.
 *
 * @param filter of runs, as Gitea's API takes it: `event=workflow_dispatch`
 * @param after number of a run that is passed over, with all before it
 */
export async function endOfListed({ api }: Gitea, repository: string, filter: string, after = 0): Promise<WorkflowRun> {
  const actions = `/repos/${repository}/actions`;
  for (;;) {
    const { workflow_runs: runs } = await api<{ workflow_runs: readonly Progress[] }>(
      "GET",
      `${actions}/runs?${filter}`,
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
