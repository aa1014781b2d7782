import type { Deviations } from "../../deviations.ts";

const FROM_VAULT = "passwords are files that the Vault Secrets Operator brings, and the settings name them";
const SCRAPED = "Prometheus finds pods by it";
const ALONE = "one replica, which gossips with nobody";
const READ_ONLY = "its root file system is read-only, and sockets need a folder";
const FROM_HERE = "data sources and dashboards come from this repository";
const PATIENCE = "the database may migrate for minutes on a slow disk, and a Pi is slow under load";
const NO_API = "it asks Kubernetes nothing";
const RESTRICTED = "the restricted pod security standard";
const BOUNDED = "a folder on the node's disk has an end";

const container = (field: string) => `spec.template.spec.containers[grafana].${field}`;

/** How Grafana differs from what the chart of grafana-community makes with a volume. */
export const grafanaDeviations: Deviations = {
  files: ["grafana/reference-chart-12.11.1.yaml"],
  absent: {
    "Secret/grafana": FROM_VAULT,
    "PersistentVolumeClaim/grafana": "every tool's claim bears the tool's name and its own: grafana-data, of 2 Gi",
    "ClusterRole/grafana-clusterrole": "it has no rule",
    "ClusterRoleBinding/grafana-clusterrolebinding": "its role has no rule",
  },
  fields: {
    "ServiceAccount/grafana": { "metadata.labels": "the service accounts of tools have none" },
    "ConfigMap/grafana": {
      "data[grafana.ini]": "sign-in with Gitea, silence towards its makers; folders as variables",
    },
    "Deployment/grafana": {
      "spec.revisionHistoryLimit": "two are enough to go back, and each is an object",
      "spec.strategy": "a new pod would wait for the volume for ever",
      "spec.template.metadata.annotations[kubectl.kubernetes.io/default-container]": "there is only one",
      "spec.template.metadata.annotations[lab/config]": "settings are read at the start only",
      "spec.template.metadata.annotations[prometheus.io/path]": SCRAPED,
      "spec.template.metadata.annotations[prometheus.io/port]": SCRAPED,
      "spec.template.metadata.annotations[prometheus.io/scrape]": SCRAPED,
      "spec.template.metadata.labels[lab/metrics]": SCRAPED,
      "spec.template.spec.automountServiceAccountToken": NO_API,
      [container("env[POD_IP]")]: ALONE,
      [container("env[GF_SECURITY_ADMIN_USER]")]: FROM_VAULT,
      [container("env[GF_SECURITY_ADMIN_PASSWORD]")]: FROM_VAULT,
      [container("env[GOMEMLIMIT]")]: "Go collects garbage before the limit kills it",
      [container("livenessProbe.initialDelaySeconds")]: "the startup probe waits instead",
      [container("livenessProbe.periodSeconds")]: PATIENCE,
      [container("ports[gossip-tcp]")]: ALONE,
      [container("ports[gossip-udp]")]: ALONE,
      [container("ports[profiling]")]: "nobody profiles it",
      [container("readinessProbe.timeoutSeconds")]: PATIENCE,
      [container("resources")]: "what it needs on a Pi",
      [container("securityContext.readOnlyRootFilesystem")]: "what it may write lies on volumes",
      [container("startupProbe")]: PATIENCE,
      [container("volumeMounts[/etc/grafana/grafana.ini].readOnly")]: "settings come from this repository only",
      [container("volumeMounts[/etc/grafana/authority]")]: "the root certificate by which it trusts Gitea",
      [container("volumeMounts[/etc/grafana/secrets/admin]")]: FROM_VAULT,
      [container("volumeMounts[/etc/grafana/secrets/oidc]")]: FROM_VAULT,
      [container("volumeMounts[/tmp]")]: READ_ONLY,
      [container("volumeMounts[/etc/grafana/provisioning]")]: FROM_HERE,
      [container("volumeMounts[/etc/grafana/dashboards]")]: FROM_HERE,
      "spec.template.spec.enableServiceLinks": "nothing reads variables about Services, and there are many",
      "spec.template.spec.initContainers": `${RESTRICTED} has no root; fsGroup gives it the volume`,
      "spec.template.spec.priorityClassName": "tools are placed before apps",
      "spec.template.spec.securityContext.fsGroupChangePolicy": "the volume is not walked at every start",
      "spec.template.spec.securityContext.seccompProfile": RESTRICTED,
      "spec.template.spec.volumes[storage].persistentVolumeClaim.claimName": "the claim bears the tool's name",
      "spec.template.spec.volumes[search].emptyDir.sizeLimit": BOUNDED,
      "spec.template.spec.volumes[admin]": FROM_VAULT,
      "spec.template.spec.volumes[oidc]": FROM_VAULT,
      "spec.template.spec.volumes[tmp]": READ_ONLY,
      "spec.template.spec.volumes[provisioning]": FROM_HERE,
      "spec.template.spec.volumes[dashboards]": FROM_HERE,
    },
  },
};
