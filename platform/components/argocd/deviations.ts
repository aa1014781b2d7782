import type { Deviations } from "../../deviations.ts";

const DEX = "Gitea itself is the OpenID provider, so nobody has to translate";
const NOTIFICATIONS =
  "Prometheus tells a person what is out of sync, degraded or failing; a second way would say it twice";
const AS_JSON = "as JSON, and without kinds that the lab has none of";
const OWN_NAMESPACE = "it watches Argo CD's own namespace only, and need not read every Secret of the cluster";
const EXCLUDED = "the lab excludes this kind altogether, or has none of it";
const ONE_REPLICA = "one replica each, so there is nothing to keep apart";
const MEASURED = "what it needs on a Pi";
const OWN_HEALTH = "a health check of the lab's";

/** What every pod of Argo CD has beyond the upstream's. */
const POD = {
  "spec.revisionHistoryLimit": "two are enough to go back, and each is an object",
  "spec.template.spec.enableServiceLinks": "nothing reads variables about Services, and there are many",
  "spec.template.spec.priorityClassName": "it must run to heal the rest when memory is short",
};

/** What every one of Argo CD's own programs has beyond the upstream's. */
function program(container: string) {
  return {
    ...POD,
    ...pulled(container),
    "spec.template.metadata.annotations": "Prometheus finds pods by annotation; a changed parameter restarts them",
    "spec.template.metadata.labels[lab/metrics]": "Prometheus watches pods with this label only",
    "spec.template.spec.securityContext": "the same for the pod, as the restricted standard may ask",
    [`spec.template.spec.containers[${container}].env[GOMEMLIMIT]`]: "Go collects garbage before the limit kills it",
    [`spec.template.spec.containers[${container}].resources`]: MEASURED,
  };
}

function pulled(container: string) {
  return {
    [`spec.template.spec.containers[${container}].imagePullPolicy`]: "starts while the home line is down",
  };
}

const TOKEN = { "spec.template.spec.automountServiceAccountToken": "said aloud, for it is the exception in the lab" };
const SPREAD = { "spec.template.spec.affinity": ONE_REPLICA };
const PROMETHEUS_ONLY = "only Prometheus reads metrics";

function metricsRule(port: number) {
  return {
    [`spec.ingress[${port}/TCP].from.everyone`]: PROMETHEUS_ONLY,
    [`spec.ingress[${port}/TCP].from[tools+prometheus]`]: PROMETHEUS_ONLY,
  };
}

export const argocdDeviations: Deviations = {
  files: ["argocd/manifests/install.yaml"],
  absent: {
    "ClusterRole/argocd-applicationset-controller": OWN_NAMESPACE,
    "ClusterRoleBinding/argocd-applicationset-controller": OWN_NAMESPACE,
    "Deployment/argocd-dex-server": DEX,
    "NetworkPolicy/argocd-dex-server-network-policy": DEX,
    "Role/argocd-dex-server": DEX,
    "RoleBinding/argocd-dex-server": DEX,
    "Service/argocd-dex-server": DEX,
    "ServiceAccount/argocd-dex-server": DEX,
    "ConfigMap/argocd-notifications-cm": NOTIFICATIONS,
    "Deployment/argocd-notifications-controller": NOTIFICATIONS,
    "NetworkPolicy/argocd-notifications-controller-network-policy": NOTIFICATIONS,
    "Role/argocd-notifications-controller": NOTIFICATIONS,
    "RoleBinding/argocd-notifications-controller": NOTIFICATIONS,
    "Secret/argocd-notifications-secret": NOTIFICATIONS,
    "Service/argocd-notifications-controller-metrics": NOTIFICATIONS,
    "ServiceAccount/argocd-notifications-controller": NOTIFICATIONS,
    "Secret/argocd-secret": "Vault's operator makes it, and before that the server: an empty one in git would wipe it",
  },
  fields: {
    "ConfigMap/argocd-cm": {
      "data.url": "where the lab has it",
      "data[oidc.config]": "people sign in with Gitea",
      "data[resource.customizations.health.apiextensions.k8s.io_CustomResourceDefinition]": OWN_HEALTH,
      "data[resource.customizations.health.argocd-image-updater.argoproj.io_ImageUpdater]": OWN_HEALTH,
      "data[resource.customizations.health.argoproj.io_Application]": OWN_HEALTH,
      "data[resource.customizations.health.longhorn.io_BackupTarget]": OWN_HEALTH,
      "data[resource.customizations.health.longhorn.io_Node]": OWN_HEALTH,
      "data[resource.customizations.health.longhorn.io_Volume]": OWN_HEALTH,
      "data[resource.customizations.health.secrets.hashicorp.com_VaultAuth]": OWN_HEALTH,
      "data[resource.customizations.health.secrets.hashicorp.com_VaultConnection]": OWN_HEALTH,
      "data[resource.customizations.health.secrets.hashicorp.com_VaultDynamicSecret]": OWN_HEALTH,
      "data[resource.customizations.health.secrets.hashicorp.com_VaultStaticSecret]": OWN_HEALTH,
      "data[resource.customizations.ignoreDifferences.all]": "what controllers of Kubernetes write over git is theirs",
      "data[resource.customizations.ignoreResourceUpdates.ConfigMap]": EXCLUDED,
      "data[resource.customizations.ignoreResourceUpdates.Endpoints]": EXCLUDED,
      "data[resource.customizations.ignoreResourceUpdates.all]": AS_JSON,
      "data[resource.customizations.ignoreResourceUpdates.apps_ReplicaSet]": AS_JSON,
      "data[resource.customizations.ignoreResourceUpdates.argoproj.io_Application]": AS_JSON,
      "data[resource.customizations.ignoreResourceUpdates.argoproj.io_Rollout]": EXCLUDED,
      "data[resource.customizations.ignoreResourceUpdates.autoscaling_HorizontalPodAutoscaler]": EXCLUDED,
      "data[resource.customizations.ignoreResourceUpdates.discovery.k8s.io_EndpointSlice]": EXCLUDED,
      "data[resource.exclusions]": AS_JSON,
      "data[timeout.reconciliation]": "webhooks bring every commit, so the clock may be slower",
      "data[timeout.reconciliation.jitter]": "spreads the comparisons of the clock",
    },
    "ConfigMap/argocd-cmd-params-cm": { data: "less at a time than on a server" },
    "ConfigMap/argocd-rbac-cm": { data: "rights by teams of Gitea" },
    "ConfigMap/argocd-ssh-known-hosts-cm": { "data.ssh_known_hosts": "every repository is read over HTTPS" },
    "Deployment/argocd-applicationset-controller": {
      ...program("argocd-applicationset-controller"),
      ...TOKEN,
      "spec.template.spec.containers[argocd-applicationset-controller].livenessProbe": "every process has one here",
      "spec.template.spec.containers[argocd-applicationset-controller].readinessProbe": "every process has one here",
    },
    "Deployment/argocd-redis": {
      ...POD,
      ...pulled("redis"),
      ...SPREAD,
      ...TOKEN,
      "spec.template.spec.containers[redis].args[--maxmemory]": "forgets rather than be killed at its limit",
      "spec.template.spec.containers[redis].args[--maxmemory-policy]": "it is a cache",
      "spec.template.spec.containers[redis].image": "the one Redis of the lab",
      "spec.template.spec.containers[redis].livenessProbe": "every process has one here",
      "spec.template.spec.containers[redis].readinessProbe": "every process has one here",
      "spec.template.spec.containers[redis].resources": MEASURED,
      "spec.template.spec.containers[redis].securityContext.runAsNonRoot": "as the pod says already",
      "spec.template.spec.containers[redis].securityContext.seccompProfile": "as the pod says already",
      "spec.template.spec.initContainers[secret-init].resources": MEASURED,
    },
    "Deployment/argocd-repo-server": {
      ...program("argocd-repo-server"),
      ...SPREAD,
      "spec.template.spec.containers[argocd-repo-server].volumeMounts[/home/argocd/cmp-server/plugins]": "no plugins",
      "spec.template.spec.initContainers":
        "it copies the program for plugins, 150 MB at each start, and there are none",
      "spec.template.spec.volumes[plugins]": "no plugins",
      "spec.template.spec.volumes[var-files]": "no plugins",
    },
    "Deployment/argocd-server": {
      ...program("argocd-server"),
      ...SPREAD,
      ...TOKEN,
      "spec.template.spec.containers[argocd-server].volumeMounts[/app/config/dex/tls]": DEX,
      "spec.template.spec.volumes[argocd-dex-server-tls]": DEX,
    },
    "NetworkPolicy/argocd-application-controller-network-policy": metricsRule(8082),
    "NetworkPolicy/argocd-applicationset-controller-network-policy": {
      "spec.ingress[7000/TCP+8080/TCP]": "nobody calls its webhook",
      "spec.ingress[8080/TCP]": PROMETHEUS_ONLY,
    },
    "NetworkPolicy/argocd-repo-server-network-policy": {
      ...metricsRule(8084),
      "spec.ingress[8081/TCP].from.argocd-notifications-controller": NOTIFICATIONS,
    },
    "NetworkPolicy/argocd-server-network-policy": {
      "spec.ingress.every-port": "not everybody",
      "spec.ingress[8080/TCP]": "people and Gitea come through Traefik",
      "spec.ingress[8083/TCP]": PROMETHEUS_ONLY,
    },
    "StatefulSet/argocd-application-controller": {
      ...program("argocd-application-controller"),
      ...SPREAD,
      ...TOKEN,
      "spec.serviceName": "the Service that it has; the upstream names one that nobody makes",
      "spec.template.spec.containers[argocd-application-controller].env[ARGOCD_CLUSTER_CACHE_RESYNC_DURATION]":
        "a kill amid new CRDs leaves a stale schema for that long, twelve hours by default",
      "spec.template.spec.containers[argocd-application-controller].livenessProbe": "every process has one here",
    },
  },
};
