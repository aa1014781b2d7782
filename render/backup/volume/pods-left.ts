import type { Kubectl } from "../../remote/kubectl.ts";
import type { ClaimName } from "./claim-name.ts";
import { type MountingPod, mountsClaim } from "./mounts-claim.ts";
import type { Resting } from "./rest.ts";

/**
 * Pods that still have a claim, a line each. Those that have ended are deleted: nobody else does, where a node has evicted
 * them or their Job is done, and Kubernetes deletes no claim as long as a pod names it.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/controller/volume/pvcprotection/pvc_protection_controller.go
 */
export async function podsWith(kubectl: Kubectl, { namespace, name }: ClaimName): Promise<string[]> {
  const pods = (await podsIn(kubectl, namespace)).filter(({ spec }) => mountsClaim(spec, name));
  const ended = pods.filter(({ status }) => status?.phase === "Succeeded" || status?.phase === "Failed");
  if (ended.length > 0) {
    const names = ended.map(({ metadata }) => metadata.name);
    await kubectl(["delete", "pods", ...names, `--namespace=${namespace}`, "--ignore-not-found", "--wait=false"]);
  }
  return pods.map(lineOf);
}

/** Pods of a StatefulSet that are still there, a line each; those of others are known by the claim that they have. */
export async function podsOf(kubectl: Kubectl, { namespace, kind, name }: Resting): Promise<string[]> {
  const pods = await podsIn(kubectl, namespace);
  return pods
    .filter(({ metadata }) => metadata.ownerReferences?.some(owner => owner.kind === kind && owner.name === name))
    .map(lineOf);
}

async function podsIn(kubectl: Kubectl, namespace: string): Promise<MountingPod[]> {
  const text = await kubectl(["get", "pods", `--namespace=${namespace}`, "--output=json"]);
  return (JSON.parse(text) as { items: MountingPod[] }).items;
}

function lineOf({ metadata }: MountingPod): string {
  return `pod ${metadata.name} ends`;
}
