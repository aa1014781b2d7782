import type { Node } from "../../../clusters/lab.ts";

/** k3s lays a copy among the kubelet's own files, after its defaults. */
export const KUBELET_CONFIGURATION = "/etc/rancher/k3s/kubelet.yaml";

/** Below it the kubelet ends pods before the kernel ends something of its choice. */
const LEAST_FREE_MEBIBYTES = 128;

/**
 * How long pods of each priority have to end when the machine is shut down, the lowest first: apps and tools, then what
 * they stand on, then Longhorn, whose volumes must outlive those who write to them, then Kubernetes' own.
 *
 * @see https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#pod-priority-graceful-node-shutdown
 */
const ENDINGS = [
  { priority: 0, shutdownGracePeriodSeconds: 40 },
  { priority: 1_000_000, shutdownGracePeriodSeconds: 20 },
  { priority: 1_000_000_000, shutdownGracePeriodSeconds: 20 },
  { priority: 2_000_000_000, shutdownGracePeriodSeconds: 10 },
];

/** How long the shutdown of a machine waits for its pods at most: what logind must allow. */
export const SHUTDOWN_SECONDS = ENDINGS.reduce(
  (sum, { shutdownGracePeriodSeconds }) => sum + shutdownGracePeriodSeconds,
  0,
);

/**
 * What the kubelet does otherwise than by default. What it leaves to pods is just what the facts of the node say: what
 * must stay free is part of what is reserved. A threshold that is not named counts as none, so each one is.
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/
 * @see https://docs.k3s.io/installation/configuration#kubelet-configuration-files
 */
export function kubeletConfiguration({ reservedMemoryMebibytes, reservedCpuMillicores }: Node) {
  const reserved = Math.max(0, reservedMemoryMebibytes - LEAST_FREE_MEBIBYTES);
  return {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    systemReserved: { cpu: `${reservedCpuMillicores}m`, memory: `${reserved}Mi` },
    evictionHard: {
      "memory.available": `${LEAST_FREE_MEBIBYTES}Mi`,
      "nodefs.available": "5%",
      "nodefs.inodesFree": "5%",
      "imagefs.available": "5%",
      "imagefs.inodesFree": "5%",
    },
    shutdownGracePeriodByPodPriority: ENDINGS,
  };
}
