import { Size } from "cdk8s";
import type { Cluster } from "../../../clusters/lab.ts";
import { type Component, defineComponent, type LeftOut } from "../../component.ts";
import { ConfigMap, Service } from "../../kubernetes.ts";
import { typed } from "../../secrets/origin.ts";
import { defineTool } from "../../tool.ts";
import { prometheusAlerts } from "./alerts.ts";
import { prometheusConfiguration } from "./configuration.ts";
import { PrometheusRights } from "./rights.ts";
import { alertRules } from "./rules.ts";
import { PORT, PrometheusWorkload } from "./workload.ts";

/**
 * Measures the lab, and sees when something is wrong: every pod that carries the label for it, the nodes, the API server,
 * CoreDNS, Gitea. Its rules are the alerts of every component that runs here.
 *
 * Secrets in Vault: `prometheus/gitea` with the key `token`, which Gitea has as the token of its metrics;
 * `prometheus/users` with those who may look at it.
 */
const tool = defineTool({
  name: "prometheus",
  route: { port: "http", login: "traefik" },
  secrets: { gitea: { token: typed("TOKEN of the section [metrics] in Gitea's settings") } },
  volumes: {
    data: { size: Size.gibibytes(8), noBackup: "measurements of a month; an empty one starts to collect anew" },
  },
  reaches: ["everything-inside", { tool: "alertmanager", ports: [9093] }],
  alerts: prometheusAlerts,
  resources(chart, { cluster, name, namespace, host, declared }) {
    const data = {
      "prometheus.yml": prometheusConfiguration(cluster, namespace),
      "alerting_rules.yml": alertRules(cluster, declared.components),
    };
    new ConfigMap(chart, "configuration", { metadata: { name }, data });
    new PrometheusRights(chart, "rights", { name, namespace });
    new PrometheusWorkload(chart, "workload", { name, cluster, host, data });
    new Service(chart, "service", {
      metadata: { name },
      spec: {
        selector: { "app.kubernetes.io/name": name },
        ports: [{ name: "http", port: PORT, targetPort: "http", protocol: "TCP" }],
      },
    });
  },
});

export const prometheus: Component = defineComponent({ ...tool, leftOut });

function leftOut({ stepCa }: Cluster): LeftOut[] {
  if (stepCa.rootCertificate !== undefined) return [];
  return [
    {
      field: "stepCa.rootCertificate",
      problem: "it is not known yet, so Prometheus cannot trust Gitea's certificate and does not look at Gitea",
      remedy: "let `lab up` set up Step-CA and learn it,",
    },
  ];
}
