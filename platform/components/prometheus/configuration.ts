import type { Cluster } from "../../../clusters/lab.ts";
import { serviceHost } from "../../naming.ts";
import { scrapeJobs } from "./scraping.ts";

/**
 * What Prometheus measures, how long it keeps it, and whom it tells. JSON is YAML.
 *
 * @param namespace of Alertmanager
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
export function prometheusConfiguration(cluster: Cluster, namespace: string): string {
  const configuration = {
    global: {
      scrape_interval: "1m",
      scrape_timeout: "10s",
      evaluation_interval: "1m",
      external_labels: { cluster: cluster.name },
    },
    storage: { tsdb: { retention: { time: "30d", size: "6GB" } } }, // the volume also holds two hours in the log, and what compaction writes
    rule_files: ["/etc/config/alerting_rules.yml"],
    alerting: {
      alertmanagers: [{ static_configs: [{ targets: [`${serviceHost("alertmanager", namespace)}:9093`] }] }],
    },
    scrape_configs: scrapeJobs(cluster),
  };
  return `${JSON.stringify(configuration, null, 2)}\n`;
}
