import type { Alert } from "../../alert.ts";

/**
 * What Argo CD itself has to say. A sync that fails is tried again without a limit, and meanwhile Argo CD neither counts it
 * as failed nor as ended: so what is watched is how long it goes on.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/metrics/
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/controller/appcontroller.go (processRequestedAppOperation)
 */
export function argocdAlerts(): Alert[] {
  return [
    {
      name: "ArgocdApplicationOutOfSync",
      expr: 'max by (name) (argocd_app_info{sync_status!="Synced"}) == 1',
      forMinutes: 60,
      severity: "ticket",
      summary: "{{ $labels.name }} has not been as git says for an hour",
      remedy:
        "look at its conditions and its last operation: kubectl -n argocd describe application {{ $labels.name }}",
    },
    {
      name: "ArgocdApplicationDegraded",
      expr: 'max by (name) (argocd_app_info{health_status=~"Degraded|Missing"}) == 1',
      forMinutes: 15,
      severity: "ticket",
      summary: "{{ $labels.name }} is broken or missing",
      remedy: "look at the pods of its namespace, then at its last commits; a sealed Vault breaks many at once",
    },
    {
      name: "ArgocdOperationEndless",
      expr: 'max by (name, operation) (argocd_app_info{operation!=""}) == 1',
      forMinutes: 30,
      severity: "ticket",
      summary:
        "The {{ $labels.operation }} of {{ $labels.name }} has not ended for half an hour: it fails again and again, or waits",
      remedy:
        "read for what: kubectl -n argocd get application {{ $labels.name }} -o jsonpath={.status.operationState.message}; a deletion waits for objects that nobody takes the finalizer off",
    },
    {
      name: "ArgocdGitUnreachable",
      expr: "sum(increase(argocd_git_lsremote_fail_total[15m])) > 3 or sum(increase(argocd_git_fetch_fail_total[15m])) > 3",
      forMinutes: 15,
      severity: "ticket",
      summary: "Argo CD cannot read a repository, so nothing new deploys from it",
      remedy:
        "read which: kubectl -n argocd logs deployment/argocd-repo-server --since=15m; see whether Gitea answers, and whether the token in Vault below argocd/gitea may still read",
    },
    {
      name: "ArgocdDown",
      expr: "absent(argocd_app_info)",
      forMinutes: 15,
      severity: "ticket",
      summary: "Argo CD's controller reports no Application, so nothing deploys and nothing is healed",
      remedy: "look at its pods: kubectl -n argocd get pods",
    },
  ];
}
