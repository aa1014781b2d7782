import type { Deviations } from "../../deviations.ts";

const LABELS = "labels are for pods, which policies and Prometheus choose by them";
const ONE_KIND = "there is one kind of pod of this name";
const NO_SHELL = "Vault is the first process and reads its file as it lies, so nothing is copied, filled in or set";
const CONFINED = "the namespace admits only what has no rights beside those of its user";
const HEALTH = "asked by HTTP: the command line starts a large program, twelve times a minute";
const ONE_SERVER = "with one server nobody takes over, so nobody looks for who leads";
const WRITABLE = "the one place outside of its volumes that it writes to";

/** How Vault here differs from https://github.com/hashicorp/vault-helm, one server with raft, without the injector. */
export const vaultDeviations: Deviations = {
  files: ["vault/reference-chart-0.34.1-raft.yaml"],
  absent: {
    "Pod/vault-server-test": "a test of the chart itself",
    "PodDisruptionBudget/vault": "it would keep the one server on its node for ever, and the node could not be drained",
    "Role/vault-discovery-role": ONE_SERVER,
    "RoleBinding/vault-discovery-rolebinding": ONE_SERVER,
    "Service/vault-active": ONE_SERVER,
    "Service/vault-standby": ONE_SERVER,
  },
  fields: {
    "ClusterRoleBinding/vault-server-binding": { "metadata.labels": LABELS },
    "ConfigMap/vault-config": {
      "data[extraconfig-from-values.hcl]": "by the name that says what it is",
      "data[vault.hcl]": "the settings of the lab; settings.ts says why",
      "metadata.labels": LABELS,
    },
    "Service/vault": { "metadata.labels": LABELS, "spec.selector.component": ONE_KIND },
    "Service/vault-internal": { "metadata.labels": LABELS, "spec.selector.component": ONE_KIND },
    "ServiceAccount/vault": { "metadata.labels": LABELS },
    "StatefulSet/vault": {
      "metadata.labels": LABELS,
      "spec.revisionHistoryLimit": "two old versions are enough to go back to",
      "spec.selector.matchLabels.component": ONE_KIND,
      "spec.template.metadata.annotations": "Prometheus finds it by them, and a new setting makes a new revision",
      "spec.template.metadata.labels.component": ONE_KIND,
      "spec.template.metadata.labels[lab/metrics]": "Prometheus finds it by it",
      "spec.template.spec.affinity": "there is one pod",
      "spec.template.spec.automountServiceAccountToken": "says that it talks to the API server",
      "spec.template.spec.containers[vault].args": NO_SHELL,
      'spec.template.spec.containers[vault].command["0"]': NO_SHELL,
      'spec.template.spec.containers[vault].command["1"]': NO_SHELL,
      "spec.template.spec.containers[vault].command[-config]": NO_SHELL,
      "spec.template.spec.containers[vault].command[-ec]": NO_SHELL,
      "spec.template.spec.containers[vault].env[HOSTNAME]": NO_SHELL,
      "spec.template.spec.containers[vault].env[HOST_IP]": NO_SHELL,
      "spec.template.spec.containers[vault].env[POD_IP]": NO_SHELL,
      "spec.template.spec.containers[vault].env[SKIP_CHOWN]": NO_SHELL,
      "spec.template.spec.containers[vault].env[SKIP_SETCAP]": NO_SHELL,
      "spec.template.spec.containers[vault].env[VAULT_API_ADDR]": "its settings say it",
      "spec.template.spec.containers[vault].env[VAULT_CLUSTER_ADDR]": "its settings say it",
      "spec.template.spec.containers[vault].env[VAULT_K8S_NAMESPACE]": ONE_SERVER,
      "spec.template.spec.containers[vault].env[VAULT_K8S_POD_NAME]": ONE_SERVER,
      "spec.template.spec.containers[vault].lifecycle": "as the first process it gets the signal itself",
      "spec.template.spec.containers[vault].ports[http-rep]": "replication is for the paid edition",
      "spec.template.spec.containers[vault].readinessProbe.exec": HEALTH,
      "spec.template.spec.containers[vault].readinessProbe.httpGet": HEALTH,
      "spec.template.spec.containers[vault].resources": "a Pi is planned by numbers",
      "spec.template.spec.containers[vault].securityContext.capabilities": CONFINED,
      "spec.template.spec.containers[vault].securityContext.readOnlyRootFilesystem": CONFINED,
      "spec.template.spec.containers[vault].volumeMounts[/tmp]": WRITABLE,
      "spec.template.spec.containers[vault].volumeMounts[/vault/config].readOnly": CONFINED,
      "spec.template.spec.enableServiceLinks": "no pod here reads addresses of services from its environment",
      "spec.template.spec.priorityClassName": "everything else waits for it",
      "spec.template.spec.securityContext.fsGroupChangePolicy": "the volume has its owner since its first start",
      "spec.template.spec.securityContext.seccompProfile": CONFINED,
      "spec.template.spec.volumes[tmp]": WRITABLE,
      "spec.volumeClaimTemplates.data.metadata.labels": "Longhorn backs it up by them",
      "spec.volumeClaimTemplates.data.spec.storageClassName": "with copies on two nodes",
    },
  },
};
