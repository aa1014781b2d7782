import type { Alert } from "../../alert.ts";

/** Rounds in which git-sync heard from Gitea, whether there was a new commit or not. */
const HEARD = 'git_sync_count_total{job="site",status!="error"}';

/**
 * When pages may be old. That there are none at all is told by the Deployment, which is then not ready.
 *
 * @see https://github.com/kubernetes/git-sync/blob/v4.7.1/main.go
 */
export function siteAlerts(): readonly Alert[] {
  return [
    {
      name: "SitePagesOld",
      expr: `absent(${HEARD}) or sum(increase(${HEARD}[30m])) == 0`,
      forMinutes: 30,
      severity: "ticket",
      summary: "The site of the guidebook has not reached Gitea for an hour: its pages may be old",
      remedy:
        "See whether Gitea is up, then read what git-sync says: kubectl -n tools logs deployment/site --container=git-sync",
    },
  ];
}
