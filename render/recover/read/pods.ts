import type { PodState } from "../snapshot.ts";
import type { Handles } from "./handles.ts";
import { type Condition, conditionOf, type KubeItem, ofKind, timeOf } from "./objects.ts";

interface PodSpec {
  readonly nodeName?: string;
  readonly volumes?: readonly { readonly persistentVolumeClaim?: { readonly claimName: string } }[];
}

interface ContainerStatus {
  readonly state?: { readonly waiting?: { readonly reason?: string } };
}

interface PodStatus {
  readonly phase?: string;
  readonly conditions?: readonly Condition[];
  readonly containerStatuses?: readonly ContainerStatus[];
  readonly initContainerStatuses?: readonly ContainerStatus[];
}

export function readPods(items: readonly KubeItem[], handles: Handles): PodState[] {
  return ofKind<PodSpec, PodStatus>(items, "", "Pod").map(({ metadata, spec, status }) => {
    const { name, namespace = "" } = metadata;
    const endsBy = timeOf(metadata.deletionTimestamp);
    return {
      namespace,
      name,
      ...(spec?.nodeName !== undefined && { node: spec.nodeName }),
      isWell: isWell(status),
      reason: reasonOf(status),
      ...(endsBy !== undefined && { endsBy }),
      volumes: (spec?.volumes ?? []).flatMap(
        volume => handles.ofClaim(namespace, volume.persistentVolumeClaim?.claimName ?? "") ?? [],
      ),
    };
  });
}

/** A pod that has failed for good is nobody's concern: who owns it has made another one. */
function isWell(status: PodStatus | undefined): boolean {
  const phase = status?.phase;
  return phase === "Succeeded" || phase === "Failed" || conditionOf(status, "Ready")?.status === "True";
}

function reasonOf(status: PodStatus | undefined): string {
  const containers = [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
  const waiting = containers.map(({ state }) => state?.waiting?.reason).find(reason => reason !== undefined);
  if (waiting !== undefined) return `it waits: ${waiting}`;
  return status?.phase === "Running" ? "it runs and is not ready" : `it is ${status?.phase ?? "unknown"}`;
}
