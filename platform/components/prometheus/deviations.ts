import type { Deviations } from "../../deviations.ts";

const LABELS = "labels are for pods, which policies and Prometheus choose by them";
const FEWER_RIGHTS = "pods and nodes are looked for, and nothing else";
const ONE_FILE = "the rules are one file, with a group for each component";
const BY_NAME = "a name, which the Service and the probes share";
const CONFINED = "the namespace admits only what has no rights beside those of its user";
const NO_RELOAD = "another configuration starts it anew, so nothing has to reload it";
const NO_CONSOLES = "pages that nobody wrote: Grafana draws";
const FOR_A_PI = "one question must not take more memory than there is";
const GITEA = "the token by which Gitea shows its measurements";

/** How Prometheus here differs from https://github.com/prometheus-community/helm-charts, chart prometheus. */
export const prometheusDeviations: Deviations = {
  files: ["prometheus/reference-chart-29.27.0.yaml"],
  part: "prometheus",
  names: { "prometheus-server": "prometheus" },
  absent: {
    "PersistentVolumeClaim/prometheus-server": "the claim of a tool is called after it and its volume: prometheus-data",
  },
  fields: {
    "ServiceAccount/prometheus-server": {
      automountServiceAccountToken: "a pod says itself whether it talks to the API server",
      "metadata.labels": LABELS,
    },
    "ConfigMap/prometheus-server": {
      "data[alerting_rules.yml]": "the alerts that the components declare",
      "data.alerts": ONE_FILE,
      "data.allow-snippet-annotations": "a setting of another program, which came here by mistake",
      "data[prometheus.yml]": "the jobs of the lab; scraping.ts says why",
      "data[recording_rules.yml]": ONE_FILE,
      "data.rules": ONE_FILE,
      "metadata.labels": LABELS,
    },
    "ClusterRole/prometheus-server": {
      "metadata.labels": LABELS,
      "rules.configmaps": FEWER_RIGHTS,
      "rules.endpoints": FEWER_RIGHTS,
      "rules[endpointslices.discovery.k8s.io]": FEWER_RIGHTS,
      "rules.ingresses": FEWER_RIGHTS,
      "rules[ingresses.networking.k8s.io]": FEWER_RIGHTS,
      "rules[ingresses.networking.k8s.io/status]": FEWER_RIGHTS,
      "rules[nodes/metrics].list": FEWER_RIGHTS,
      "rules[nodes/metrics].watch": FEWER_RIGHTS,
      "rules.services": FEWER_RIGHTS,
    },
    "ClusterRoleBinding/prometheus-server": {
      "metadata.labels": LABELS,
    },
    "Service/prometheus-server": {
      "metadata.labels": LABELS,
      "spec.ports[http].port": "the port that it listens on, so that there is one to know",
      "spec.ports[http].targetPort": BY_NAME,
    },
    "Deployment/prometheus-server": {
      "spec.revisionHistoryLimit": "two old versions are enough to go back to",
      "spec.template.metadata.annotations":
        "Prometheus finds it by them, and another configuration makes another revision",
      "spec.template.metadata.labels[lab/metrics]": "Prometheus finds it by it",
      "spec.template.spec.automountServiceAccountToken": "says that it talks to the API server",
      "spec.template.spec.containers[prometheus-server-configmap-reload]": NO_RELOAD,
      "spec.template.spec.containers[prometheus].args[--query.max-concurrency]": FOR_A_PI,
      "spec.template.spec.containers[prometheus].args[--query.max-samples]": FOR_A_PI,
      "spec.template.spec.containers[prometheus].args[--storage.tsdb.retention.time]":
        "it stands in the configuration: the flag is deprecated",
      "spec.template.spec.containers[prometheus].args[--web.console.libraries]": NO_CONSOLES,
      "spec.template.spec.containers[prometheus].args[--web.console.templates]": NO_CONSOLES,
      "spec.template.spec.containers[prometheus].args[--web.enable-lifecycle]": NO_RELOAD,
      "spec.template.spec.containers[prometheus].args[--web.external-url]": "alerts lead back to its page",
      "spec.template.spec.containers[prometheus].livenessProbe.httpGet.port": BY_NAME,
      "spec.template.spec.containers[prometheus].ports[9090/TCP].name": BY_NAME,
      "spec.template.spec.containers[prometheus].readinessProbe.httpGet.port": BY_NAME,
      "spec.template.spec.containers[prometheus].resources": "every container says what it needs",
      "spec.template.spec.containers[prometheus].securityContext": CONFINED,
      "spec.template.spec.containers[prometheus].volumeMounts[/etc/config].readOnly": "it only reads it",
      "spec.template.spec.containers[prometheus].volumeMounts[/data].subPath": "the whole volume, without saying so",
      "spec.template.spec.containers[prometheus].volumeMounts[/etc/prometheus-secrets/gitea]": GITEA,
      "spec.template.spec.enableServiceLinks": "it reads no address from its environment",
      "spec.template.spec.priorityClassName": "placed before apps when room is short",
      "spec.template.spec.securityContext.fsGroupChangePolicy": "thousands of files are not walked at every start",
      "spec.template.spec.securityContext.seccompProfile": CONFINED,
      "spec.template.spec.volumes[storage-volume].persistentVolumeClaim.claimName":
        "the claim of a tool is called after it and its volume",
      "spec.template.spec.volumes[gitea]": GITEA,
    },
  },
};
