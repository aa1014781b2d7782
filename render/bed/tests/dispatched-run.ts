import { eventually } from "../eventually.ts";
import type { Gitea } from "../servers/gitea.ts";
import { endOfListed, type Progress, type WorkflowRun } from "./workflow-run.ts";

/**
 * Waits, for as long as it takes, for the end of the latest run of a workflow that was started by its inputs.
 *
 * @param repository organisation and name, such as "arcodange-org/lab"
 * @param after number of the run before it; 0 where there was none
 */
export function endOfDispatched(gitea: Gitea, repository: string, after: number): Promise<WorkflowRun> {
  return endOfListed(gitea, repository, "event=workflow_dispatch", after);
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
