/**
 * An alert: what Prometheus watches, and what a person reads when it fires.
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
  /** `page` wakes a person; `ticket` can wait for the morning. */
  readonly severity: "page" | "ticket";
  /** What is wrong, with `{{ $labels.instance }}` where that helps. */
  readonly summary: string;
  /** What to do first. */
  readonly remedy: string;
}
