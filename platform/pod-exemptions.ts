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
  {
    workload: "StatefulSet/tools/vault",
    container: "vault",
    duty: "livenessProbe",
    reason: "a sealed Vault must wait for its key; a restart would only seal it again",
  },
];
