import type { Dashboard } from "./dashboard.ts";
import { badFrom, stat, table, timeseries } from "./panel.ts";

/** Argo CD: does the cluster run what the repository says, and how hard is that work. */
export const gitops: Dashboard = {
  uid: "gitops",
  title: "GitOps",
  from: "now-24h",
  rows: {
    Applications: [
      stat({ title: "Applications", expr: "count(argocd_app_info)" }),
      stat({
        title: "Out of sync",
        expr: 'count(argocd_app_info{sync_status!="Synced"}) or vector(0)',
        thresholds: badFrom(1),
      }),
      stat({
        title: "Not healthy",
        expr: 'count(argocd_app_info{health_status!="Healthy"}) or vector(0)',
        thresholds: badFrom(1),
      }),
      stat({
        title: "Busy now",
        expr: 'count(max by (name) (argocd_app_info{operation!=""})) or vector(0)',
        thresholds: badFrom(1),
      }),
    ],
    "What differs": [
      table({
        title: "Out of sync or not healthy",
        expr: 'argocd_app_info{sync_status!="Synced"} or argocd_app_info{health_status!="Healthy"}',
        columns: { name: "Application", sync_status: "Sync", health_status: "Health", operation: "Running" },
      }),
      timeseries({
        title: "Syncs in an hour",
        lines: { "{{name}} {{phase}}": "sum by (name, phase) (increase(argocd_app_sync_total[1h])) > 0" },
        stacked: true,
      }),
    ],
    "The work": [
      timeseries({
        title: "Reconciling takes (9 of 10 are faster)",
        unit: "s",
        lines: {
          "{{namespace}}": "histogram_quantile(0.9, sum by (le, namespace) (rate(argocd_app_reconcile_bucket[15m])))",
        },
      }),
      timeseries({
        title: "Waiting",
        lines: { "{{name}}": 'workqueue_depth{name=~"app_.*"}' },
      }),
      timeseries({
        title: "Requests to Gitea",
        unit: "reqps",
        lines: { "{{request_type}}": "sum by (request_type) (rate(argocd_git_request_total[15m]))" },
      }),
    ],
  },
};
