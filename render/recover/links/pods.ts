import { attempt } from "../attempt.ts";
import type { Finding, Next } from "../finding.ts";
import type { Link } from "../link.ts";
import type { Recollection } from "../memory.ts";
import type { ClusterState, PodState } from "../snapshot.ts";
import { K3S } from "./nodes.ts";

export const pods: Link = {
  name: "pods",
  promise: "Pods do what they should, and those that were deleted end.",
  waitsFor: "their nodes and their volumes",
  judge: ({ cluster, at }, memory) => {
    if (cluster === undefined) return [];
    return cluster.pods.flatMap((pod): Finding[] => {
      const subject = `pod ${pod.namespace}/${pod.name}`;
      if (pod.endsBy === undefined) {
        return pod.isWell ? [] : [{ subject, problem: pod.reason, next: starting(pod, cluster) }];
      }
      const problem = `it was deleted, and has until ${new Date(pod.endsBy).toISOString()} to end`;
      const isLate = at - pod.endsBy >= memory.patience.othersSeconds * 1000;
      return [{ subject, problem, next: isLate ? ending(subject, pod, cluster, memory) : { wait: "for it to end" } }];
    });
  },
};

/**
 * A pod of a node that is away ends when the node is back or known to be off, which the nodes settle. On a node that is
 * ready the kubelet is at it; a new start of k3s makes it look again.
 */
function ending(subject: string, pod: PodState, { nodes }: ClusterState, memory: Recollection): Next {
  const node = nodes.find(({ name }) => name === pod.node);
  if (node === undefined) return { wait: "Kubernetes deletes pods of nodes that are gone" };
  if (node.isOutOfService) return { wait: `for Kubernetes, which knows that ${node.name} is off` };
  if (!node.isReady) return { wait: `for node ${node.name}` };
  if (!memory.hasLasted(subject, memory.patience.othersSeconds)) return { wait: `for the kubelet of ${node.name}` };
  const { namespace, name } = pod;
  const says =
    `Pod ${namespace}/${name} does not end, though ${node.name} is ready. Its process may still run and write: see ` +
    `"crictl ps" on ${node.name}. To forget it without an end makes room for another one beside it`;
  return attempt({ kind: "restart-unit", host: node.name, unit: K3S }, "its kubelet looks at it anew", memory, {
    ask: {
      id: "pod-will-not-end",
      about: `${namespace}/${name}`,
      says,
      action: { kind: "force-delete-pod", namespace, pod: name },
    },
  });
}

function starting({ node: name, volumes: used }: PodState, { nodes, volumes }: ClusterState): Next {
  const volume = volumes.find(
    ({ name: volumeName, robustness }) => used.includes(volumeName) && robustness === "faulted",
  );
  if (volume !== undefined) return { wait: `for volume ${volume.claim}` };
  const node = nodes.find(candidate => candidate.name === name);
  return { wait: node === undefined || node.isReady ? "for it to start" : `for node ${node.name}` };
}
