import type { Deviations } from "../../deviations.ts";

const LABELS = "labels are for pods, which policies and Prometheus choose by them";
const ONE_LABEL = "pods are chosen by one label, as everywhere in the lab";
const SCRAPED = "Prometheus finds pods by label, and another configuration starts them anew";
const BACKUP = "by these labels Longhorn backs it up";
const PI = "half a core for each is more than a Pi can promise";
const MEMORY = "what the logs and bans of a few sites take, with no list of CrowdSec's own servers";
const CONFINED = "no right that it does not use";
const ROOT = "the logs of pods belong to root, and it has no capability beside";
const LAID_OUT = "an init container lays out the settings, so that the root file system stays read-only";
const OWN_FILES = "the few settings that the local API needs, so that it can run as nobody and without the Internet";
const UNPRIVILEGED = "it runs as nobody with settings of its own, and nothing of what the image stages for root";
const SECRETS = "each secret is a Secret of its own: the agents read one of them, and Traefik another";

/** How CrowdSec here differs from https://github.com/crowdsecurity/helm-charts, with volumes and the bouncer's key. */
export const crowdsecDeviations: Deviations = {
  files: ["crowdsec/reference-chart-0.24.0.yaml"],
  names: {
    "acquis-configmap": "crowdsec-agent",
    "crowdsec-config-local": "crowdsec",
    "crowdsec-db-pvc": "crowdsec-data",
    "crowdsec-lapi": "crowdsec",
    "crowdsec-service": "crowdsec",
  },
  absent: {
    "ConfigMap/crowdsec-docker-start-script-configmap": UNPRIVILEGED,
    "PersistentVolumeClaim/crowdsec-config-pvc": OWN_FILES,
    "Pod/crowdsec-test-agent": "a test of the chart",
    "Pod/crowdsec-test-lapi-up": "a test of the chart",
    "Secret/crowdsec-lapi-secrets": "Vault has the secrets, and its operator brings them",
    "Service/crowdsec-agent-service": "Prometheus asks the pods, which it finds by their label",
  },
  fields: {
    "ConfigMap/acquis-configmap": {
      "data[acquis.yaml]": "the same in JSON, for Traefik's own namespace and container",
      "data[lab-networks.yaml]": "who is inside is never banned",
    },
    "ConfigMap/crowdsec-config-local": {
      "data[config.yaml.local]": OWN_FILES,
      "data[config.yaml]": OWN_FILES,
      "data[profiles.yaml]": OWN_FILES,
      "data[simulation.yaml]": OWN_FILES,
    },
    "PersistentVolumeClaim/crowdsec-db-pvc": {
      "metadata.labels.k8s-app": LABELS,
      "metadata.labels.type": LABELS,
      "metadata.labels.version": LABELS,
      "metadata.labels[recurring-job-group.longhorn.io/default]": BACKUP,
      "metadata.labels[recurring-job.longhorn.io/source]": BACKUP,
      "spec.storageClassName": "the class is always written",
    },
    "Service/crowdsec-service": {
      "metadata.labels": LABELS,
      "spec.ports[metrics]": "Prometheus asks the pods, which it finds by their label",
      "spec.selector.k8s-app": ONE_LABEL,
      "spec.selector.type": ONE_LABEL,
      "spec.selector.version": ONE_LABEL,
      "spec.selector[app.kubernetes.io/name]": ONE_LABEL,
    },
    "DaemonSet/crowdsec-agent": {
      "metadata.labels": LABELS,
      "spec.revisionHistoryLimit": "git has the history",
      "spec.selector.matchLabels.k8s-app": ONE_LABEL,
      "spec.selector.matchLabels.type": ONE_LABEL,
      "spec.selector.matchLabels[app.kubernetes.io/name]": ONE_LABEL,
      "spec.template.metadata.annotations": SCRAPED,
      "spec.template.metadata.labels.k8s-app": ONE_LABEL,
      "spec.template.metadata.labels.type": ONE_LABEL,
      "spec.template.metadata.labels.version": ONE_LABEL,
      "spec.template.metadata.labels[app.kubernetes.io/name]": ONE_LABEL,
      "spec.template.metadata.labels[lab/metrics]": SCRAPED,
      "spec.template.spec.automountServiceAccountToken": "it has no business with the API server",
      "spec.template.spec.containers[crowdsec-agent].command": LAID_OUT,
      "spec.template.spec.containers[crowdsec-agent].env[CROWDSEC_BYPASS_DB_VOLUME_CHECK]":
        "its data lie on a volume of the pod",
      "spec.template.spec.containers[crowdsec-agent].env[LOCAL_API_URL].value": "the Service has the name of the tool",
      "spec.template.spec.containers[crowdsec-agent].resources.limits.cpu": PI,
      "spec.template.spec.containers[crowdsec-agent].resources.requests.cpu": PI,
      "spec.template.spec.containers[crowdsec-agent].resources.requests.memory": MEMORY,
      "spec.template.spec.containers[crowdsec-agent].securityContext.capabilities": CONFINED,
      "spec.template.spec.containers[crowdsec-agent].securityContext.readOnlyRootFilesystem": CONFINED,
      "spec.template.spec.containers[crowdsec-agent].volumeMounts[/etc/crowdsec/acquis.yaml]": LAID_OUT,
      "spec.template.spec.containers[crowdsec-agent].volumeMounts[/etc/crowdsec]": LAID_OUT,
      "spec.template.spec.containers[crowdsec-agent].volumeMounts[/tmp]": LAID_OUT,
      "spec.template.spec.containers[crowdsec-agent].volumeMounts[/tmp_config]": LAID_OUT,
      "spec.template.spec.containers[crowdsec-agent].volumeMounts[/var/lib/crowdsec/data]": LAID_OUT,
      "spec.template.spec.enableServiceLinks": "it finds Services by their names",
      "spec.template.spec.initContainers[register]":
        "it registers by a name that is new each time: a node that restarts must not be refused",
      "spec.template.spec.initContainers[wait-for-lapi-and-register]":
        "it registers by a name that is new each time: a node that restarts must not be refused",
      "spec.template.spec.priorityClassName": "tools are placed before apps",
      "spec.template.spec.securityContext": ROOT,
      "spec.template.spec.serviceAccountName": "it has no business with the API server",
      "spec.template.spec.volumes[acquis-config-volume]": LAID_OUT,
      "spec.template.spec.volumes[config]": LAID_OUT,
      "spec.template.spec.volumes[crowdsec-config]": LAID_OUT,
      "spec.template.spec.volumes[data]": LAID_OUT,
      "spec.template.spec.volumes[settings]": LAID_OUT,
      "spec.template.spec.volumes[tmp]": LAID_OUT,
    },
    "Deployment/crowdsec-lapi": {
      "metadata.labels": LABELS,
      "spec.revisionHistoryLimit": "git has the history",
      "spec.selector.matchLabels.k8s-app": ONE_LABEL,
      "spec.selector.matchLabels.type": ONE_LABEL,
      "spec.selector.matchLabels[app.kubernetes.io/name]": ONE_LABEL,
      "spec.template.metadata.annotations": SCRAPED,
      "spec.template.metadata.labels.k8s-app": ONE_LABEL,
      "spec.template.metadata.labels.type": ONE_LABEL,
      "spec.template.metadata.labels.version": ONE_LABEL,
      "spec.template.metadata.labels[app.kubernetes.io/name]": ONE_LABEL,
      "spec.template.metadata.labels[lab/metrics]": SCRAPED,
      "spec.template.spec.automountServiceAccountToken": "it has no business with the API server",
      'spec.template.spec.containers[crowdsec].command["0"]': UNPRIVILEGED,
      "spec.template.spec.containers[crowdsec].command[-c][0]": UNPRIVILEGED,
      "spec.template.spec.containers[crowdsec].command[-no-cs]": UNPRIVILEGED,
      "spec.template.spec.containers[crowdsec].env[BOUNCER_KEY_traefik]": SECRETS,
      "spec.template.spec.containers[crowdsec].env[CS_LAPI_SECRET].valueFrom.secretKeyRef.name": SECRETS,
      "spec.template.spec.containers[crowdsec].env[CUSTOM_HOSTNAME]": UNPRIVILEGED,
      "spec.template.spec.containers[crowdsec].env[DISABLE_AGENT]": UNPRIVILEGED,
      "spec.template.spec.containers[crowdsec].env[INSECURE_SKIP_VERIFY]": UNPRIVILEGED,
      "spec.template.spec.containers[crowdsec].env[LOCAL_API_URL]": UNPRIVILEGED,
      "spec.template.spec.containers[crowdsec].env[REGISTRATION_TOKEN].valueFrom.secretKeyRef.name": SECRETS,
      "spec.template.spec.containers[crowdsec].resources.limits.cpu": PI,
      "spec.template.spec.containers[crowdsec].resources.limits.memory": MEMORY,
      "spec.template.spec.containers[crowdsec].resources.requests.cpu": PI,
      "spec.template.spec.containers[crowdsec].resources.requests.memory": MEMORY,
      "spec.template.spec.containers[crowdsec].securityContext.capabilities": CONFINED,
      "spec.template.spec.containers[crowdsec].securityContext.readOnlyRootFilesystem": CONFINED,
      "spec.template.spec.containers[crowdsec].volumeMounts[/docker_start.sh]": UNPRIVILEGED,
      "spec.template.spec.containers[crowdsec].volumeMounts[/etc/crowdsec]": UNPRIVILEGED,
      "spec.template.spec.containers[crowdsec].volumeMounts[/etc/crowdsec_data/config.yaml.local]": UNPRIVILEGED,
      "spec.template.spec.containers[crowdsec].volumeMounts[/etc/crowdsec_data]": UNPRIVILEGED,
      "spec.template.spec.containers[crowdsec].volumeMounts[/tmp]": UNPRIVILEGED,
      "spec.template.spec.containers[crowdsec].volumeMounts[/var/lib/crowdsec/data].subPath": UNPRIVILEGED,
      "spec.template.spec.enableServiceLinks": "it finds Services by their names",
      "spec.template.spec.initContainers": "the bouncer gets the key of today, not the first that it ever had",
      "spec.template.spec.priorityClassName": "tools are placed before apps",
      "spec.template.spec.securityContext": CONFINED,
      "spec.template.spec.serviceAccountName": "it has no business with the API server",
      "spec.template.spec.volumes[crowdsec-config-local-volume]": UNPRIVILEGED,
      "spec.template.spec.volumes[crowdsec-config]": UNPRIVILEGED,
      "spec.template.spec.volumes[crowdsec-docker-start-script]": UNPRIVILEGED,
      "spec.template.spec.volumes[settings]": UNPRIVILEGED,
      "spec.template.spec.volumes[tmp]": UNPRIVILEGED,
    },
  },
};
