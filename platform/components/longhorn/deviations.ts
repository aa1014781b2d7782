import type { Deviations } from "../../deviations.ts";

const HISTORY = "two old versions are enough to go back to";
const NO_LINKS = "no pod here reads addresses of services from its environment";
const RESOURCES = "a Pi is planned by numbers";
const CONFINED = "it needs no rights beside those of its user";
const SIDECARS = "one leads and one takes over; a third is for more nodes";
const TOKEN = "says that it talks to the API server";
const ONE_POD = "the old pod makes room for the new one";

/** How Longhorn here differs from what its makers install. */
export const longhornDeviations: Deviations = {
  files: ["longhorn/longhorn.yaml"],
  absent: {
    "ClusterRoleBinding/longhorn-support-bundle": "it makes whoever gets that account master of the whole cluster",
    "ServiceAccount/longhorn-support-bundle": "only for bundles of data that one sends to its makers",
  },
  fields: {
    "Namespace/longhorn-system": { "metadata.labels": "every namespace says which pods it admits" },
    "PriorityClass/longhorn-critical": { description: "in the words of the lab" },
    "ConfigMap/longhorn-default-resource": { "data[default-resource.yaml]": "the bucket of the lab" },
    "ConfigMap/longhorn-default-setting": {
      "data[default-setting.yaml]": "the settings of the lab; settings.ts says why",
    },
    "ConfigMap/longhorn-storageclass": {
      "data[storageclass.yaml]":
        "its class is like the default one of the lab and not the default itself: there is one",
    },
    "DaemonSet/longhorn-manager": {
      "spec.revisionHistoryLimit": HISTORY,
      "spec.template.metadata.annotations": "Prometheus finds its pods by them",
      "spec.template.metadata.labels[lab/metrics]": "Prometheus finds its pods by it",
      "spec.template.spec.automountServiceAccountToken": TOKEN,
      "spec.template.spec.containers[longhorn-manager].resources": RESOURCES,
      "spec.template.spec.containers[pre-pull-share-manager-image]":
        "no volume here has several writers, and it would take memory of every node",
      "spec.template.spec.enableServiceLinks": NO_LINKS,
    },
    "Deployment/longhorn-driver-deployer": {
      "spec.revisionHistoryLimit": HISTORY,
      "spec.strategy": ONE_POD,
      "spec.template.spec.automountServiceAccountToken": TOKEN,
      "spec.template.spec.containers[longhorn-driver-deployer].env[CSI_ATTACHER_REPLICA_COUNT]": SIDECARS,
      "spec.template.spec.containers[longhorn-driver-deployer].env[CSI_PROVISIONER_REPLICA_COUNT]": SIDECARS,
      "spec.template.spec.containers[longhorn-driver-deployer].env[CSI_RESIZER_REPLICA_COUNT]": SIDECARS,
      "spec.template.spec.containers[longhorn-driver-deployer].env[CSI_SNAPSHOTTER_REPLICA_COUNT]": SIDECARS,
      "spec.template.spec.containers[longhorn-driver-deployer].resources": RESOURCES,
      "spec.template.spec.containers[longhorn-driver-deployer].securityContext": CONFINED,
      "spec.template.spec.enableServiceLinks": NO_LINKS,
      "spec.template.spec.initContainers[wait-longhorn-manager].resources": RESOURCES,
      "spec.template.spec.initContainers[wait-longhorn-manager].securityContext": CONFINED,
      "spec.template.spec.securityContext.seccompProfile": CONFINED,
    },
    "Deployment/longhorn-ui": {
      "spec.replicas": "a person can wait until it runs on another node",
      "spec.revisionHistoryLimit": HISTORY,
      "spec.strategy": ONE_POD,
      "spec.template.spec.affinity": "there is one pod",
      "spec.template.spec.automountServiceAccountToken": "it asks the managers only",
      "spec.template.spec.containers[longhorn-ui].livenessProbe": "a hanging nginx is restarted",
      "spec.template.spec.containers[longhorn-ui].readinessProbe": "no request before it answers",
      "spec.template.spec.containers[longhorn-ui].resources": RESOURCES,
      "spec.template.spec.containers[longhorn-ui].securityContext": CONFINED,
      "spec.template.spec.enableServiceLinks": NO_LINKS,
      "spec.template.spec.securityContext": CONFINED,
    },
  },
};
