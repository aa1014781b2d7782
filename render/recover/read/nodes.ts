import type { NodeState } from "../snapshot.ts";
import { LONGHORN_DRIVER } from "./handles.ts";
import { type Condition, conditionOf, type KubeItem, ofKind } from "./objects.ts";

/** https://kubernetes.io/docs/reference/labels-annotations-taints/#node-kubernetes-io-out-of-service */
export const OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";

interface NodeSpec {
  readonly taints?: readonly { readonly key: string }[];
}

interface NodeStatus {
  readonly conditions?: readonly Condition[];
  readonly volumesInUse?: readonly string[];
}

export function readNodes(items: readonly KubeItem[]): NodeState[] {
  return ofKind<NodeSpec, NodeStatus>(items, "", "Node").map(({ metadata, spec, status }) => ({
    name: metadata.name,
    isReady: conditionOf(status, "Ready")?.status === "True",
    isOutOfService: spec?.taints?.some(({ key }) => key === OUT_OF_SERVICE) === true,
    volumesInUse: (status?.volumesInUse ?? []).flatMap(handleInUse),
  }));
}

/** `kubernetes.io/csi/driver.longhorn.io^pvc-1` is `pvc-1` of Longhorn. */
function handleInUse(name: string): string[] {
  const [driver, handle] = name.replace(/^kubernetes\.io\/csi\//, "").split("^");
  return driver === LONGHORN_DRIVER && handle !== undefined ? [handle] : [];
}
