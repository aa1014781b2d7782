import type { Cluster } from "../../../clusters/lab.ts";
import { serviceHost } from "../../naming.ts";
import { METRICS_LABEL, SCRAPED } from "../../shapes/metrics.ts";
import { API_SERVER_PORT } from "../../shapes/peers.ts";

/** Folder with the files of the Secret `prometheus-gitea`. */
export const GITEA_FOLDER = "/etc/prometheus-secrets/gitea";

const ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config, as far as it is used. */
interface ScrapeJob {
  readonly job_name: string;
  readonly scheme?: "http" | "https";
  readonly metrics_path?: string;
  readonly honor_labels?: boolean;
  readonly sample_limit?: number;
  readonly authorization?: { readonly credentials_file: string };
  readonly tls_config?: { readonly ca_file: string } | { readonly ca: string };
  readonly static_configs?: readonly { targets: readonly string[]; labels: Readonly<Record<string, string>> }[];
  readonly kubernetes_sd_configs?: readonly Discovery[];
  readonly relabel_configs?: readonly Relabeling[];
  readonly metric_relabel_configs?: readonly Relabeling[];
}

interface Discovery {
  readonly role: "node" | "pod";
  readonly selectors?: readonly { readonly role: "pod"; readonly label: string }[];
}

/** https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config */
interface Relabeling {
  readonly action: "replace" | "keep" | "drop" | "keepequal" | "labelmap";
  readonly source_labels?: readonly string[];
  readonly target_label?: string;
  readonly regex?: string;
  readonly replacement?: string;
}

/** Everything that Prometheus looks at; what the labels mean stands in platform/alert.ts. */
export function scrapeJobs(cluster: Cluster): ScrapeJob[] {
  return [pods(), kubelet(), cadvisor(), apiServer(cluster), coreDns(), ...gitea(cluster)];
}

/**
 * Every pod with the label, by its annotations. The API server is asked for just these, so that an app that comes changes
 * nothing here, and a pod that nobody looks at costs nothing.
 */
function pods(): ScrapeJob {
  return {
    job_name: "pods",
    honor_labels: true, // kube-state-metrics speaks of other pods than itself
    sample_limit: 20_000, // one app that counts without end must not take the memory of all
    kubernetes_sd_configs: [
      { role: "pod", selectors: [{ role: "pod", label: `${METRICS_LABEL}=${SCRAPED[METRICS_LABEL]}` }] },
    ],
    relabel_configs: [
      { action: "drop", source_labels: [pod("phase")], regex: "Pending|Succeeded|Failed" },
      { action: "keepequal", source_labels: [annotation("port")], target_label: pod("container_port_number") },
      { action: "replace", source_labels: [annotation("scheme")], regex: "(https?)", target_label: "__scheme__" },
      { action: "replace", source_labels: [annotation("path")], regex: "(.+)", target_label: "__metrics_path__" },
      { action: "labelmap", regex: `${annotation("param_")}(.+)`, replacement: "__param_$1" },
      { action: "replace", source_labels: [pod("label_app_kubernetes_io_name")], regex: "(.+)", target_label: "job" },
      { action: "replace", source_labels: [pod("name")], target_label: "instance" },
      { action: "replace", source_labels: ["__meta_kubernetes_namespace"], target_label: "namespace" },
      { action: "replace", source_labels: [pod("name")], target_label: "pod" },
      { action: "replace", source_labels: [pod("node_name")], target_label: "node" },
      ...["namespace", "pod", "node"].map(notOfKubeStateMetrics),
    ],
  };
}

/** What it says of a Deployment, say, has no pod and no node, and must not get its own. */
function notOfKubeStateMetrics(label: string): Relabeling {
  return {
    action: "replace",
    source_labels: ["job"],
    regex: "kube-state-metrics",
    target_label: label,
    replacement: "",
  };
}

function pod(field: string): string {
  return `__meta_kubernetes_pod_${field}`;
}

function annotation(name: string): string {
  return pod(`annotation_prometheus_io_${name}`);
}

/**
 * What k3s runs is one process, which says the same thousands of things at each of its ports. So each job keeps what it
 * is there for.
 *
 * @see https://docs.k3s.io/reference/metrics
 */
function keep(...names: readonly string[]): Relabeling {
  return { action: "keep", source_labels: ["__name__"], regex: names.join("|") };
}

const PROCESS = ["process_cpu_seconds_total", "process_resident_memory_bytes", "process_start_time_seconds"];

/** Kubelets have a certificate of the cluster's own authority for their address. */
function ofNodes(job: string, path: string, kept: readonly Relabeling[]): ScrapeJob {
  return {
    job_name: job,
    scheme: "https",
    metrics_path: path,
    authorization: { credentials_file: `${ACCOUNT}/token` },
    tls_config: { ca_file: `${ACCOUNT}/ca.crt` },
    kubernetes_sd_configs: [{ role: "node" }],
    relabel_configs: [{ action: "replace", source_labels: ["__meta_kubernetes_node_name"], target_label: "node" }],
    metric_relabel_configs: kept,
  };
}

/** How full volumes are, and how the kubelet is. */
function kubelet(): ScrapeJob {
  return ofNodes("kubelet", "/metrics", [
    keep("kubelet_volume_stats_.+", "kubelet_running_(pods|containers)", "kubelet_pleg_.+_(sum|count)", ...PROCESS),
  ]);
}

/** What containers use. Of the control groups that are no container only the whole machine is kept. */
function cadvisor(): ScrapeJob {
  return ofNodes("cadvisor", "/metrics/cadvisor", [
    keep(
      "container_cpu_(usage_seconds|cfs_periods|cfs_throttled_periods)_total",
      "container_memory_(working_set_bytes|rss|cache|swap)",
      "container_network_(receive|transmit)_bytes_total",
      "container_fs_(reads|writes)_bytes_total",
      "container_(oom_events_total|start_time_seconds)",
      "machine_(cpu_cores|memory_bytes)",
    ),
    { action: "drop", source_labels: ["__name__", "pod", "id"], regex: "container_.+;;/.+" },
  ]);
}

function apiServer({ nodes }: Cluster): ScrapeJob {
  const servers = Object.entries(nodes).filter(([, { role }]) => role === "server");
  return {
    job_name: "apiserver",
    scheme: "https",
    authorization: { credentials_file: `${ACCOUNT}/token` },
    tls_config: { ca_file: `${ACCOUNT}/ca.crt` },
    static_configs: servers.map(([node, { address }]) => ({
      targets: [`${address}:${API_SERVER_PORT}`],
      labels: { instance: node, node },
    })),
    metric_relabel_configs: [
      keep(
        "apiserver_(current_inflight_requests|request_total|storage_objects|storage_size_bytes)",
        "(apiserver|etcd)_request_duration_seconds_(sum|count)",
        "k3s_.+",
        ...PROCESS,
      ),
    ],
  };
}

/** Asked by its name: when it cannot answer that, it is down. */
function coreDns(): ScrapeJob {
  return {
    job_name: "coredns",
    static_configs: [{ targets: [`${serviceHost("kube-dns", "kube-system")}:9153`], labels: { instance: "coredns" } }],
  };
}

/** Gitea runs outside of the cluster. Nothing is sent to it, the token least of all, unless its certificate is trusted. */
function gitea({ gitea: { host, node }, stepCa }: Cluster): ScrapeJob[] {
  if (stepCa.rootCertificate === undefined) return [];
  return [
    {
      job_name: "gitea",
      scheme: "https",
      authorization: { credentials_file: `${GITEA_FOLDER}/token` },
      tls_config: { ca: stepCa.rootCertificate },
      static_configs: [{ targets: [`${host}:443`], labels: { instance: host, node } }],
    },
  ];
}
