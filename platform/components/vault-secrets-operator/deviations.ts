import type { Deviations } from "../../deviations.ts";

const PLAIN_METRICS = "Prometheus alone reaches the metrics, by a network policy, and they hold no secret";
const ONE_POD = "the old pod goes before the new one comes, so nobody is elected";
const OWN_LABEL = "policies choose pods by the name of their component";
const SCRAPED = "Prometheus finds it by them";
const CONFINED = "the namespace admits only what has no rights beside those of its user";
const RESOURCES = "a Pi is planned by numbers";

/** How the operator here differs from https://github.com/hashicorp/vault-secrets-operator/tree/v1.4.1/config/default. */
export const vaultSecretsOperatorDeviations: Deviations = {
  files: ["vault-secrets-operator/install-kustomize-config-default-v1.4.1.yaml"],
  names: {
    "vault-secrets-operator-controller-manager": "vault-secrets-operator",
    "vault-secrets-operator-manager-role": "vault-secrets-operator",
    "vault-secrets-operator-manager-rolebinding": "vault-secrets-operator",
  },
  absent: {
    "ClusterRole/vault-secrets-operator-metrics-reader": PLAIN_METRICS,
    "ClusterRole/vault-secrets-operator-proxy-role": PLAIN_METRICS,
    "ClusterRoleBinding/vault-secrets-operator-proxy-rolebinding": PLAIN_METRICS,
    "ConfigMap/vault-secrets-operator-manager-config": "no pod of the upstream mounts it; its arguments say the same",
    "Namespace/vault-secrets-operator-system": "it lives beside Vault, in the namespace of the tools",
    "Role/vault-secrets-operator-leader-election-role": ONE_POD,
    "RoleBinding/vault-secrets-operator-leader-election-rolebinding": ONE_POD,
    "Service/vault-secrets-operator-controller-manager-metrics-service": "Prometheus asks the pod itself",
  },
  fields: {
    "ClusterRole/vault-secrets-operator-manager-role": {
      "rules[rollouts.argoproj.io]": "there are no Argo Rollouts here",
    },
    "Deployment/vault-secrets-operator-controller-manager": {
      "metadata.labels": OWN_LABEL,
      "spec.revisionHistoryLimit": "two old versions are enough to go back to",
      "spec.selector.matchLabels.control-plane": OWN_LABEL,
      "spec.selector.matchLabels[app.kubernetes.io/name]": OWN_LABEL,
      "spec.strategy.rollingUpdate": ONE_POD,
      "spec.strategy.type": ONE_POD,
      "spec.template.metadata.annotations[kubectl.kubernetes.io/default-container]": "there is one container",
      "spec.template.metadata.annotations[prometheus.io/path]": SCRAPED,
      "spec.template.metadata.annotations[prometheus.io/port]": SCRAPED,
      "spec.template.metadata.annotations[prometheus.io/scrape]": SCRAPED,
      "spec.template.metadata.labels.control-plane": OWN_LABEL,
      "spec.template.metadata.labels[app.kubernetes.io/name]": OWN_LABEL,
      "spec.template.metadata.labels[lab/metrics]": SCRAPED,
      "spec.template.spec.automountServiceAccountToken": "says that it talks to the API server",
      "spec.template.spec.containers[kube-rbac-proxy]": PLAIN_METRICS,
      "spec.template.spec.containers[manager].args[--client-cache-persistence-model]":
        "without it a restart asks for new database users, and restarts every app that has one",
      "spec.template.spec.containers[manager].args[--leader-elect]": ONE_POD,
      "spec.template.spec.containers[manager].args[--metrics-bind-address]": PLAIN_METRICS,
      "spec.template.spec.containers[manager].ports": PLAIN_METRICS,
      "spec.template.spec.containers[manager].resources.limits.cpu": "what others leave idle it may use",
      "spec.template.spec.containers[manager].resources.requests.cpu": RESOURCES,
      "spec.template.spec.containers[manager].resources.requests.memory": RESOURCES,
      "spec.template.spec.containers[manager].securityContext.capabilities": CONFINED,
      "spec.template.spec.containers[manager].securityContext.readOnlyRootFilesystem": CONFINED,
      "spec.template.spec.enableServiceLinks": "no pod here reads addresses of services from its environment",
      "spec.template.spec.priorityClassName": "apps wait for their secrets",
      "spec.template.spec.securityContext.seccompProfile": CONFINED,
    },
  },
};
