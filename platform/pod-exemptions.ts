/** What the rule `pods-complete` asks of a container, and may waive. */
export type ContainerDuty =
  | "allowPrivilegeEscalation"
  | "capabilities"
  | "livenessProbe"
  | "privileged"
  | "readOnlyRootFilesystem"
  | "readinessProbe"
  | "runAsNonRoot"
  | "seccompProfile";

/** What the rule `pods-complete` asks of a pod, and may waive. */
export type PodDuty = "runAsNonRoot" | "seccompProfile";

/** Something that one workload may leave out. */
export interface PodExemption {
  /** Kind, namespace and name: `StatefulSet/tools/vault`. */
  readonly workload: string;
  /** Name of the container; absent for a duty of the pod. */
  readonly container?: string;
  readonly duty: ContainerDuty | PodDuty;
  readonly reason: string;
}

/** Everything that a workload of the lab may leave out. */
export const POD_EXEMPTIONS: readonly PodExemption[] = [
  ...(["allowPrivilegeEscalation", "capabilities", "privileged", "readOnlyRootFilesystem"] as const).map(duty => ({
    workload: "DaemonSet/longhorn-system/longhorn-manager",
    container: "longhorn-manager",
    duty,
    reason: "it enters the host's namespaces to mount disks and devices",
  })),
  {
    workload: "DaemonSet/longhorn-system/longhorn-manager",
    container: "longhorn-manager",
    duty: "livenessProbe",
    reason: "a restart would break off rebuilds and backups; it ends by itself when it cannot go on",
  },
  ...(["runAsNonRoot", "seccompProfile"] as const).map(duty => ({
    workload: "DaemonSet/longhorn-system/longhorn-manager",
    duty,
    reason: "it enters the host's namespaces to mount disks and devices",
  })),
  {
    workload: "Deployment/longhorn-system/longhorn-driver-deployer",
    duty: "runAsNonRoot",
    reason: "its makers run it as root; it may do nothing with it",
  },
  ...(["livenessProbe", "readinessProbe"] as const).map(duty => ({
    workload: "Deployment/longhorn-system/longhorn-driver-deployer",
    container: "longhorn-driver-deployer",
    duty,
    reason: "it opens no port, and waits for its end once the driver is deployed",
  })),
  {
    workload: "Deployment/longhorn-system/longhorn-ui",
    container: "longhorn-ui",
    duty: "readOnlyRootFilesystem",
    reason: "its nginx writes logs and temporary files beside its own",
  },
  {
    workload: "Deployment/tools/site",
    container: "caddy",
    duty: "capabilities",
    reason:
      "its program has one as a file, and does not start where that may not be had; it opens no port that needs it",
  },
  {
    workload: "StatefulSet/tools/vault",
    container: "vault",
    duty: "livenessProbe",
    reason: "a sealed Vault must wait for its key; a restart would only seal it again",
  },
  {
    workload: "DaemonSet/tools-host/vlagent",
    duty: "runAsNonRoot",
    reason: "the logs of all containers belong to root on every node; it has no capability beside",
  },
  {
    workload: "DaemonSet/tools-host/crowdsec-agent",
    duty: "runAsNonRoot",
    reason: "the logs of pods belong to root on every node; it has no capability beside",
  },
];
