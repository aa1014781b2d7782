import type { Kubectl } from "../remote/kubectl.ts";
import { Danger } from "./danger.ts";
import { DRAINED, type NodeState } from "./k3s-nodes.ts";
import { until } from "./lab/until.ts";
import type { LabAt } from "./lab-at.ts";
import { lackingVolumes, REBUILD_SECONDS } from "./whole-volumes.ts";

const DRAIN_SECONDS = 600;

/**
 * Moves the pods of a node to others, as far as the budgets of those pods allow it: Longhorn's keep the last healthy copy
 * of a volume where it is. What does not go is not forced to: the node takes pods again, and a person looks.
 *
 * @see https://longhorn.io/docs/1.12.0/maintenance/maintenance/ "Updating the Node OS or Container Runtime"
 * @see https://github.com/longhorn/longhorn-manager/pull/708 by which its pods need no `--force`
 * @see https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/
 */
export async function drain({ kubectl }: LabAt, node: string, state: NodeState): Promise<void> {
  // A node that a person has closed stays closed afterwards.
  if (state.takesPods) await kubectl(["annotate", "node", node, `${DRAINED}=true`, "--overwrite"]);
  const words = ["--ignore-daemonsets", "--delete-emptydir-data", `--timeout=${DRAIN_SECONDS}s`];
  try {
    await kubectl(["drain", node, ...words], { timeoutSeconds: DRAIN_SECONDS + 60 });
  } catch (error) {
    if (state.takesPods || state.isDrained) await letPodsBack(kubectl, node);
    const why = error instanceof Error ? error.message : String(error);
    throw new Danger(`Cannot drain ${node}: pods stay, see what holds them; the node takes pods again. ${why}`);
  }
}

/** Ends what `drain` began. */
export async function letPodsBack(kubectl: Kubectl, node: string): Promise<void> {
  await kubectl(["uncordon", node]);
  await kubectl(["annotate", "node", node, `${DRAINED}-`]);
}

/** Waits until every volume in use has all of its copies: the next drain could take the last one away. */
export async function untilVolumesAreWhole({ kubectl, say }: LabAt): Promise<void> {
  const left = await until(() => lackingVolumes(kubectl), REBUILD_SECONDS, say);
  if (left.length > 0) throw new Danger(`Cannot drain the next node: ${left.join(", ")}, see Longhorn's page`);
}
