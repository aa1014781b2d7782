import type { Workload } from "../../inventory/lab/installed-components.ts";

/** A workload in a few words: `Deployment erp, 1 pod`, `DaemonSet node-exporter, one on each node`. */
export function workloadWords({ kind, name, replicas }: Workload): string {
  return `${kind} ${name}, ${podWords(kind, replicas)}`;
}

function podWords(kind: string, replicas = 1): string {
  if (kind === "DaemonSet") return "one on each node that admits it";
  if (kind === "CronJob") return "at its times";
  return replicas === 1 ? "1 pod" : `${replicas} pods`;
}
