import type { Cluster } from "../../../clusters/lab.ts";
import type { Alert } from "../../alert.ts";
import type { Component } from "../../component.ts";

/** The alerts of every component as Prometheus' rules, a group for each component that has some. JSON is YAML. */
export function alertRules(cluster: Cluster, components: readonly Component[]): string {
  const groups = components.flatMap(({ name, alerts }) => {
    const rules = (alerts?.(cluster) ?? []).map(alert => rule(name, alert));
    return rules.length === 0 ? [] : [{ name, rules }];
  });
  return `${JSON.stringify({ groups }, null, 2)}\n`;
}

/** The annotations are those that ntfy's template for Alertmanager shows, and mails too. */
function rule(component: string, { name, expr, forMinutes, severity, summary, remedy }: Alert) {
  return {
    alert: name,
    expr,
    ...(forMinutes > 0 && { for: `${forMinutes}m` }),
    labels: { severity, component },
    annotations: { summary, description: remedy },
  };
}
