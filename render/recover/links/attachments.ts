import { LONGHORN_NAMESPACE } from "../../../platform/components/longhorn/namespace.ts";
import { attempt } from "../attempt.ts";
import type { Finding, Next } from "../finding.ts";
import type { Link } from "../link.ts";
import type { Recollection } from "../memory.ts";
import type { AttachmentState, ClusterState, NodeState } from "../snapshot.ts";

export const attachments: Link = {
  name: "volume attachments",
  promise: "Volumes are attached where a pod uses them, and nowhere else.",
  waitsFor: "nodes that are away, then Kubernetes and Longhorn's attacher",
  judge: ({ cluster }, memory) => {
    if (cluster === undefined) return [];
    return cluster.attachments.flatMap(attachment => judge(attachment, cluster, memory));
  },
};

function judge(attachment: AttachmentState, cluster: ClusterState, memory: Recollection): Finding[] {
  const { name, node: nodeName, volume, deleted } = attachment;
  const isUsed = cluster.pods.some(pod => pod.node === nodeName && pod.volumes.includes(volume));
  if (isUsed && deleted === undefined) return [];
  const subject = `attachment of ${volume} to ${nodeName}`;
  const node = cluster.nodes.find(candidate => candidate.name === nodeName);
  if (deleted !== undefined) {
    return [{ subject, problem: "it is being deleted", next: leaving(subject, attachment, node, memory) }];
  }
  const next = idle(subject, name, volume, node, cluster, memory);
  return [{ subject, problem: `no pod of ${nodeName} uses it`, next }];
}

/** Longhorn's attacher lets go of it; while the node is away, Longhorn waits for the node. */
function leaving(subject: string, { name }: AttachmentState, node: NodeState | undefined, memory: Recollection): Next {
  if (node?.isReady === false && !node.isOutOfService) return { wait: `for node ${node.name}` };
  if (!memory.hasLasted(subject, memory.patience.detachSeconds)) return { wait: "for Longhorn's attacher" };
  const says = `Attachment ${name} does not go: see "kubectl describe volumeattachment ${name}", and the log of csi-attacher`;
  const action = {
    kind: "restart-workload",
    namespace: LONGHORN_NAMESPACE,
    workload: "deployment/csi-attacher",
  } as const;
  return attempt(action, "the attacher looks at it anew", memory, {
    ask: { id: "attachment-stuck", about: name, says },
  });
}

/**
 * Kubernetes lets go of what no pod uses, unless the kubelet of the node still has it mounted. What it does not use can be
 * let go of here too; what it does would lose its disk amid a write.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/controller/volume/attachdetach/reconciler/reconciler.go
 */
function idle(
  subject: string,
  name: string,
  volume: string,
  node: NodeState | undefined,
  cluster: ClusterState,
  memory: Recollection,
): Next {
  if (node?.isOutOfService) return { wait: `for Kubernetes, which knows that ${node.name} is off` };
  if (node?.isReady === false) return { wait: `for node ${node.name}` };
  if (!memory.hasLasted(subject, memory.patience.detachSeconds)) return { wait: "for Kubernetes to let go of it" };
  if (node === undefined) return { wait: "Kubernetes lets go of what nodes had that are gone" };
  if (!node.volumesInUse.includes(volume)) {
    return attempt({ kind: "detach-idle", attachment: name }, `${node.name} has not mounted it`, memory, {
      ask: { id: "attachment-stuck", about: name, says: `Attachment ${name} was deleted and is still there` },
    });
  }
  if (!cluster.pods.some(pod => pod.volumes.includes(volume) && pod.node !== node.name))
    return { note: "nobody waits for it" };
  const says =
    `${node.name} has mounted ${volume}, though no pod of it uses it, and a pod elsewhere waits. A restart of ${node.name} ` +
    "is safe; to take the volume away from it as it is may lose what is not yet written";
  return { ask: { id: "attachment-in-use", about: volume, says, action: { kind: "detach-used", attachment: name } } };
}
