/** Where a process says how it is. */
export interface Metrics {
  readonly port: number;
  /** Default `/metrics`. */
  readonly path?: string;
  /** Default `http`. */
  readonly scheme?: "http" | "https";
}

/** Label of pods that Prometheus looks at. */
export const METRICS_LABEL = "lab/metrics";

/** Value of that label, and selector of such pods. */
export const SCRAPED = { [METRICS_LABEL]: "scraped" } as const;

/**
 * Labels and annotations of a pod by which Prometheus finds it: a new process changes nothing of Prometheus.
 *
 * The annotations are the convention of Prometheus' own chart; the label lets Prometheus watch just these pods.
 *
 * @see https://github.com/prometheus-community/helm-charts/tree/main/charts/prometheus#scraping-pod-metrics-via-annotations
 */
export function scraped({ port, path = "/metrics", scheme = "http" }: Metrics) {
  return {
    labels: SCRAPED,
    annotations: {
      "prometheus.io/scrape": "true",
      "prometheus.io/port": String(port),
      "prometheus.io/path": path,
      ...(scheme === "https" && { "prometheus.io/scheme": scheme }),
    },
  };
}
