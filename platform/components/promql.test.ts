import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, test } from "vitest";
import { clusters } from "../../clusters/index.ts";
import { dashboardModel } from "./grafana/dashboards/dashboard.ts";
import { dashboards } from "./grafana/dashboards/index.ts";
import { METRICS } from "./grafana/datasources.ts";
import { components } from "./index.ts";

/** Where the language of Prometheus is not understood: what stands there, and what comes before it. */
function faultsOf(expr: string): string[] {
  const faults: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) faults.push(`"${expr.slice(from, to)}" after "${expr.slice(0, from)}"`);
    },
  });
  return faults;
}

/** Names of the metrics that an expression asks for. */
function metricsOf(expr: string): string[] {
  const names: string[] = [];
  parser.parse(expr).iterate({
    enter: ({ name, node, from, to }) => {
      if (name === "Identifier" && node.parent?.name === "VectorSelector") names.push(expr.slice(from, to));
    },
  });
  return names;
}

/** Component whose metrics, or whose scrape, begin so. */
const SOURCES: Readonly<Record<string, string>> = {
  ALERTS: "prometheus",
  argocd_: "argocd",
  cs_: "crowdsec",
  git_sync_: "site",
  kube_: "kube-state-metrics",
  kubelet_: "prometheus",
  longhorn_: "longhorn",
  node_: "node-exporter",
  pgbouncer_: "pgbouncer",
  redis_: "redis",
  traefik_: "traefik",
  up: "prometheus",
  vault_: "vault",
  vl_: "victoria-logs",
  vlagent_: "vlagent",
  vm_: "vlagent",
  workqueue_: "argocd",
};

const alerts = Object.values(clusters).flatMap(cluster =>
  components.flatMap(({ name, alerts }) => (alerts?.(cluster) ?? []).map(alert => ({ component: name, ...alert }))),
);

const questions = dashboards.flatMap(dashboard =>
  dashboardModel(dashboard).panels.flatMap(panel =>
    "datasource" in panel && panel.datasource === METRICS
      ? panel.targets.map(target => ({ panel: `${dashboard.uid}: ${panel.title}`, expr: target.expr }))
      : [],
  ),
);

describe("PromQL", () => {
  test("says of a broken expression what is not understood, and where", () => {
    expect(faultsOf("sum by (node) (rate(node_load1[5m])")).toEqual(['"" after "sum by (node) (rate(node_load1[5m])"']);
    expect(faultsOf("sum(up) by by (job)")).not.toEqual([]);
    expect(faultsOf("sum by (job) (up)")).toEqual([]);
  });

  test("of every alert of every component is understood", () => {
    expect(alerts.length).toBeGreaterThan(0);
    for (const { component, name, expr } of alerts) expect(faultsOf(expr), `${component}: ${name}`).toEqual([]);
  });

  test("of every panel of every dashboard is understood", () => {
    expect(questions.length).toBeGreaterThan(0);
    for (const { panel, expr } of questions) expect(faultsOf(expr), panel).toEqual([]);
  });

  test("of every panel asks for metrics of components that there are", () => {
    const names = components.map(({ name }) => name);
    for (const { panel, expr } of questions) {
      for (const metric of metricsOf(expr)) {
        const source = Object.entries(SOURCES).find(([start]) => metric.startsWith(start))?.[1];
        expect(names, `${panel}: ${metric}`).toContain(source);
      }
    }
  });
});
