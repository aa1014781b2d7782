import type { Deviations } from "../../deviations.ts";

const LABELS = "labels are for pods, which policies and Prometheus choose by them";
const NOT_ASKED = "no rule and no dashboard asks about them; watched.ts says why";

/** How kube-state-metrics here differs from https://github.com/prometheus-community/helm-charts, chart kube-state-metrics. */
export const kubeStateMetricsDeviations: Deviations = {
  files: ["prometheus/reference-chart-29.27.0.yaml"],
  part: "kube-state-metrics",
  names: { "prometheus-kube-state-metrics": "kube-state-metrics" },
  absent: { "Service/prometheus-kube-state-metrics": "Prometheus finds the pod by its label" },
  fields: {
    "ServiceAccount/prometheus-kube-state-metrics": {
      automountServiceAccountToken: "a pod says itself whether it talks to the API server",
      "metadata.labels": LABELS,
    },
    "ClusterRole/prometheus-kube-state-metrics": {
      "metadata.labels": LABELS,
      "rules[certificatesigningrequests.certificates.k8s.io]": NOT_ASKED,
      "rules.configmaps": NOT_ASKED,
      "rules[endpointslices.discovery.k8s.io]": NOT_ASKED,
      "rules[horizontalpodautoscalers.autoscaling]": NOT_ASKED,
      "rules[ingresses.networking.k8s.io]": NOT_ASKED,
      "rules[leases.coordination.k8s.io]": NOT_ASKED,
      "rules.limitranges": NOT_ASKED,
      "rules[mutatingwebhookconfigurations.admissionregistration.k8s.io]": NOT_ASKED,
      "rules[networkpolicies.networking.k8s.io]": NOT_ASKED,
      "rules[poddisruptionbudgets.policy]": NOT_ASKED,
      "rules.replicationcontrollers": NOT_ASKED,
      "rules.secrets": NOT_ASKED,
      "rules.services": NOT_ASKED,
      "rules[storageclasses.storage.k8s.io]": NOT_ASKED,
      "rules[validatingwebhookconfigurations.admissionregistration.k8s.io]": NOT_ASKED,
      "rules[volumeattachments.storage.k8s.io]": NOT_ASKED,
    },
    "ClusterRoleBinding/prometheus-kube-state-metrics": {
      "metadata.labels": LABELS,
    },
    "Deployment/prometheus-kube-state-metrics": {
      "spec.revisionHistoryLimit": "two old versions are enough to go back to",
      "spec.template.metadata.annotations": "Prometheus finds it by it",
      "spec.template.metadata.labels[lab/metrics]": "Prometheus finds it by it",
      "spec.template.spec.containers[kube-state-metrics].args[--metric-annotations-allowlist]":
        "who asks about backups must know which volumes do without",
      "spec.template.spec.containers[kube-state-metrics].args[--resources]": NOT_ASKED,
      "spec.template.spec.containers[kube-state-metrics].resources": "every container says what it needs",
      "spec.template.spec.enableServiceLinks": "it reads no address from its environment",
      "spec.template.spec.priorityClassName": "placed before apps when room is short",
    },
  },
};
