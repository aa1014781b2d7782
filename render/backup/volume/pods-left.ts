import type { KubeItem } from "../../recover/read/objects.ts";
import type { Kubectl } from "../../remote/kubectl.ts";
import type { ClaimName } from "./claim-name.ts";
import type { Resting } from "./rest.ts";

interface PodSpec {
  readonly volumes?: readonly { readonly persistentVolumeClaim?: { readonly claimName?: string } }[];
}

type Pod = KubeItem<PodSpec> & {
  readonly metadata: { readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[] };
};

/** Pods that still have a claim, a line each. */
export async function podsWith(kubectl: Kubectl, { namespace, name }: ClaimName): Promise<string[]> {
  const pods = await podsIn(kubectl, namespace);
  return pods
    .filter(({ spec }) => spec?.volumes?.some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === name))
    .map(lineOf);
}

/** Pods of a StatefulSet that are still there, a line each; those of others are known by the claim that they have. */
export async function podsOf(kubectl: Kubectl, { namespace, kind, name }: Resting): Promise<string[]> {
  const pods = await podsIn(kubectl, namespace);
  return pods
    .filter(({ metadata }) => metadata.ownerReferences?.some(owner => owner.kind === kind && owner.name === name))
    .map(lineOf);
}

async function podsIn(kubectl: Kubectl, namespace: string): Promise<Pod[]> {
  const text = await kubectl(["get", "pods", `--namespace=${namespace}`, "--output=json"]);
  return (JSON.parse(text) as { items: Pod[] }).items;
}

function lineOf({ metadata }: Pod): string {
  return `pod ${metadata.name} ends`;
}
