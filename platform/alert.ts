/**
 * An alert: what Prometheus watches, and what a person reads when it fires.
 *
 * Every measurement carries the labels `job` (label `app.kubernetes.io/name` of the pod, or `kubelet`, `cadvisor`,
 * `apiserver`, `coredns`, `gitea`), `instance` (name of the pod or node) and, where there is one, `namespace`, `pod` and
 * `node`; the alert gets those that are left in the value of `expr`, and `component` with the one that declares it.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export interface Alert {
  /** In words joined by capitals: `VaultSealed`. Unique in the lab. */
  readonly name: string;
  /** PromQL that has a value while something is wrong. */
  readonly expr: string;
  /** How long it must be wrong first. */
  readonly forMinutes: number;
  /**
   * `page` wakes a person; `ticket` can wait for the morning; `heartbeat` always fires, and reaches a person only by its
   * absence, which a watcher outside of the lab notices.
   */
  readonly severity: "page" | "ticket" | "heartbeat";
  /** What is wrong, with `{{ $labels.instance }}` where that helps. */
  readonly summary: string;
  /** What to do first. */
  readonly remedy: string;
  /** What follows from it, and so is not told while it fires: alerts with the same label `node`, or those of components. */
  readonly explains?: "same-node" | { readonly components: readonly string[] };
}
