import type { Deviations } from "../../deviations.ts";

const NO_ELECTION = "one replica, so nobody has to be elected";
const PLAIN = "Prometheus reads metrics from the pod by its label, without a login";
const NO_WEBHOOK = "Gitea's registry calls no webhook that it knows, so it asks every five minutes";
const NO_SSH = "git and registry are reached over HTTPS only";
const ONE_LABEL = "pods of the lab are known by app.kubernetes.io/name";
const SCRAPED = "Prometheus finds pods by annotation";
const AUTHORITY =
  "trusts the lab's authority, where it looks for it; without a webhook it needs no certificate of its own";
const MEASURED = "for three apps on a Pi";
const OTHERS_WRITE = "Argo CD makes and removes its rules; it only updates them, to add its finalizer";

const WORKLOAD = "spec.template.spec.containers[argocd-image-updater]";

function withoutVariables(names: readonly string[], reason: string): Record<string, string> {
  return Object.fromEntries(names.map(name => [`${WORKLOAD}.env[${name}]`, reason]));
}

export const imageUpdaterDeviations: Deviations = {
  files: ["argocd-image-updater/install.yaml"],
  names: { "argocd-image-updater-controller": "argocd-image-updater" },
  absent: {
    "ClusterRole/argocd-image-updater-metrics-auth-role": PLAIN,
    "ClusterRole/argocd-image-updater-metrics-reader": PLAIN,
    "ClusterRoleBinding/argocd-image-updater-metrics-auth-rolebinding": PLAIN,
    "ClusterRoleBinding/argocd-image-updater-metrics-reader-rolebinding": PLAIN,
    "ConfigMap/argocd-image-updater-ssh-config": NO_SSH,
    "NetworkPolicy/allow-metrics-traffic": "argocd-image-updater-network-policy admits Prometheus",
    "NetworkPolicy/allow-webhook-traffic": NO_WEBHOOK,
    "Role/argocd-image-updater-leader-election-role": NO_ELECTION,
    "RoleBinding/argocd-image-updater-leader-election-rolebinding": NO_ELECTION,
    "Secret/argocd-image-updater-secret": NO_WEBHOOK,
    "Service/argocd-image-updater-controller-metrics-service": PLAIN,
  },
  fields: {
    "Role/argocd-image-updater-manager-role": {
      "metadata.labels": "every object of the lab has one",
      "rules[applications.argoproj.io].patch": "it writes to git and changes no Application",
      "rules[applications.argoproj.io].update": "it writes to git and changes no Application",
      "rules[imageupdaters.argocd-image-updater.argoproj.io].create": OTHERS_WRITE,
      "rules[imageupdaters.argocd-image-updater.argoproj.io].delete": OTHERS_WRITE,
      "rules[imageupdaters.argocd-image-updater.argoproj.io].patch": OTHERS_WRITE,
    },
    "ConfigMap/argocd-image-updater-config": { data: "the lab's registry and user" },
    "Deployment/argocd-image-updater-controller": {
      "metadata.labels.control-plane": ONE_LABEL,
      "spec.revisionHistoryLimit": "two are enough to go back, and each is an object",
      "spec.selector.matchLabels.control-plane": ONE_LABEL,
      "spec.selector.matchLabels[app.kubernetes.io/name]": ONE_LABEL,
      "spec.strategy": "two at a time would push over each other",
      "spec.template.metadata.annotations[kubectl.kubernetes.io/default-container]": "it has one container",
      "spec.template.metadata.annotations[lab/config]": "settings are read once, so a changed one restarts it",
      "spec.template.metadata.annotations[prometheus.io/path]": SCRAPED,
      "spec.template.metadata.annotations[prometheus.io/port]": SCRAPED,
      "spec.template.metadata.annotations[prometheus.io/scrape]": SCRAPED,
      "spec.template.metadata.labels.control-plane": ONE_LABEL,
      "spec.template.metadata.labels[lab/metrics]": "Prometheus watches pods with this label only",
      "spec.template.spec.automountServiceAccountToken": "said aloud, for it is the exception in the lab",
      [`${WORKLOAD}.args[--leader-election]`]: NO_ELECTION,
      [`${WORKLOAD}.args[--metrics-bind-address][0]`]: PLAIN,
      [`${WORKLOAD}.args[--metrics-secure]`]: PLAIN,
      ...withoutVariables(
        [
          ...["ACR_WEBHOOK_SECRET", "ALIYUN_ACR_WEBHOOK_SECRET", "CLOUDEVENTS_WEBHOOK_SECRET", "DISABLE_TLS"],
          ...["DOCKER_WEBHOOK_SECRET", "ENABLE_WEBHOOK", "GHCR_WEBHOOK_SECRET", "HARBOR_WEBHOOK_SECRET"],
          ...["QUAY_WEBHOOK_SECRET", "TLS_CIPHERS", "TLS_MAX_VERSION", "TLS_MIN_VERSION", "WEBHOOK_PORT"],
          ...["WEBHOOK_RATELIMIT_ALLOWED", "WEBHOOK_REQUIRE_SECRET"],
        ],
        NO_WEBHOOK,
      ),
      [`${WORKLOAD}.env[GOMEMLIMIT]`]: "Go collects garbage before the limit kills it",
      [`${WORKLOAD}.ports`]: "names the port that Prometheus asks",
      [`${WORKLOAD}.resources.limits.cpu`]: "no process of the lab is held back when a core is free",
      [`${WORKLOAD}.resources.limits.memory`]: MEASURED,
      [`${WORKLOAD}.resources.requests.cpu`]: MEASURED,
      [`${WORKLOAD}.resources.requests.memory`]: MEASURED,
      [`${WORKLOAD}.volumeMounts[/app/.ssh]`]: NO_SSH,
      [`${WORKLOAD}.volumeMounts[/app/config/ssh]`]: NO_SSH,
      [`${WORKLOAD}.volumeMounts[/app/config/tls].name`]: AUTHORITY,
      [`${WORKLOAD}.volumeMounts[/app/config/tls].readOnly`]: "what is mounted from a ConfigMap cannot be written",
      [`${WORKLOAD}.volumeMounts[/app/ssh-keys/id_rsa]`]: NO_SSH,
      "spec.template.spec.enableServiceLinks": "nothing reads variables about Services, and there are many",
      "spec.template.spec.securityContext.seccompProfile": "the same for the pod, as the restricted standard may ask",
      "spec.template.spec.volumes[argocd-image-updater-tls]": AUTHORITY,
      "spec.template.spec.volumes[ssh-config]": NO_SSH,
      "spec.template.spec.volumes[ssh-known-hosts]": NO_SSH,
      "spec.template.spec.volumes[ssh-signing-key]": NO_SSH,
      "spec.template.spec.volumes[tls-certs]": AUTHORITY,
    },
  },
};
