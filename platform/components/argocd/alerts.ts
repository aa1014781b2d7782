import type { Alert } from "../../alert.ts";

/** https://argo-cd.readthedocs.io/en/stable/operator-manual/metrics/ */
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
      name: "ArgocdSyncFailing",
      expr: 'sum by (name) (increase(argocd_app_sync_total{phase=~"Error|Failed"}[1h])) >= 3',
      forMinutes: 0,
      severity: "ticket",
      summary: "{{ $labels.name }} could not be synced three times within an hour",
      remedy:
        "read why: kubectl -n argocd get application {{ $labels.name }} -o jsonpath={.status.operationState.message}",
    },
    {
      name: "ArgocdGitUnreachable",
      expr: "sum by (repo) (increase(argocd_git_fetch_fail_total[15m]) + increase(argocd_git_lsremote_fail_total[15m])) > 3",
      forMinutes: 15,
      severity: "ticket",
      summary: "Argo CD cannot read {{ $labels.repo }}, so nothing new deploys",
      remedy: "see whether Gitea answers, and whether the token in Vault below argocd/gitea may still read",
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
