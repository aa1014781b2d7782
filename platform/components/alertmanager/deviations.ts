import type { Deviations } from "../../deviations.ts";

const LABELS = "labels are for pods, which policies and Prometheus choose by them";
const ALONE = "there is no second one to talk to";
const HEALTH = "its own answer to the question, instead of its page";
const CONFINED = "the namespace admits only what has no rights beside those of its user";
const POD_WIDE = "said once, of the pod";
const SECRETS = "addresses and passwords are files, for the configuration is in git";
const CLAIM = "the claim is declared as that of every tool, with the reason why it is not backed up";

/** How Alertmanager here differs from https://github.com/prometheus-community/helm-charts, chart alertmanager. */
export const alertmanagerDeviations: Deviations = {
  files: ["prometheus/reference-chart-29.27.0.yaml"],
  part: "alertmanager",
  names: { "prometheus-alertmanager": "alertmanager" },
  absent: { "Service/prometheus-alertmanager-headless": "of one replica nobody asks for one in particular" },
  fields: {
    "ServiceAccount/prometheus-alertmanager": {
      automountServiceAccountToken: "it does not talk to the API server",
      "metadata.labels": LABELS,
    },
    "ConfigMap/prometheus-alertmanager": {
      "data[alertmanager.yml]": "who is told what in this lab; configuration.ts says why",
      "metadata.labels": LABELS,
    },
    "Service/prometheus-alertmanager": {
      "metadata.labels": LABELS,
    },
    "StatefulSet/prometheus-alertmanager": {
      "spec.revisionHistoryLimit": "two old versions are enough to go back to",
      "spec.serviceName": ALONE,
      "spec.template.metadata.annotations":
        "Prometheus finds it by them, and another configuration makes another revision",
      "spec.template.metadata.labels[lab/metrics]": "Prometheus finds it by it",
      "spec.template.spec.automountServiceAccountToken": "it does not talk to the API server",
      "spec.template.spec.containers[alertmanager].args[--cluster.listen-address]": ALONE,
      "spec.template.spec.containers[alertmanager].args[--enable-feature]":
        "the heartbeat must know whether pages get through",
      "spec.template.spec.containers[alertmanager].args[--web.external-url]": "messages lead back to its page",
      "spec.template.spec.containers[alertmanager].env": ALONE,
      "spec.template.spec.containers[alertmanager].livenessProbe.httpGet.path": HEALTH,
      "spec.template.spec.containers[alertmanager].livenessProbe.periodSeconds": "a busy Pi answers late",
      "spec.template.spec.containers[alertmanager].livenessProbe.timeoutSeconds": "a busy Pi answers late",
      "spec.template.spec.containers[alertmanager].readinessProbe.httpGet.path": HEALTH,
      "spec.template.spec.containers[alertmanager].readinessProbe.timeoutSeconds": "a busy Pi answers late",
      "spec.template.spec.containers[alertmanager].resources": "every container says what it needs",
      "spec.template.spec.containers[alertmanager].securityContext.allowPrivilegeEscalation": CONFINED,
      "spec.template.spec.containers[alertmanager].securityContext.capabilities": CONFINED,
      "spec.template.spec.containers[alertmanager].securityContext.readOnlyRootFilesystem": CONFINED,
      "spec.template.spec.containers[alertmanager].securityContext.runAsGroup": POD_WIDE,
      "spec.template.spec.containers[alertmanager].securityContext.runAsNonRoot": POD_WIDE,
      "spec.template.spec.containers[alertmanager].securityContext.runAsUser": POD_WIDE,
      "spec.template.spec.containers[alertmanager].volumeMounts[/etc/alertmanager].readOnly": "it only reads it",
      "spec.template.spec.containers[alertmanager].volumeMounts[/etc/alertmanager-secrets/receiver]": SECRETS,
      "spec.template.spec.containers[alertmanager].volumeMounts[/etc/alertmanager-secrets/watchdog]": SECRETS,
      "spec.template.spec.enableServiceLinks": "it reads no address from its environment",
      "spec.template.spec.priorityClassName": "placed before apps when room is short",
      "spec.template.spec.securityContext.fsGroupChangePolicy": "files are not walked at every start",
      "spec.template.spec.securityContext.seccompProfile": CONFINED,
      "spec.template.spec.volumes[storage]": CLAIM,
      "spec.template.spec.volumes[receiver]": SECRETS,
      "spec.template.spec.volumes[watchdog]": SECRETS,
      "spec.volumeClaimTemplates": CLAIM,
    },
  },
};
