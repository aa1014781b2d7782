import type { Desired, Placed } from "../desired.ts";
import { fieldsOf } from "./fields.ts";
import { covers as selects } from "./label-selector.ts";
import { neighbour, targetOf } from "./neighbour.ts";
import { covers, type Opening, policyOf } from "./network-policy.ts";
import { ofKind } from "./of-kind.ts";
import { podsOf } from "./pods.ts";

/**
 * Whether network policies let the pods of one workload reach those of another, on whatever port.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export function admits(to: Placed, from: Placed, desired: Desired): boolean {
  const labels = podsOf(to.object)?.labels ?? {};
  const policies = ofKind(desired, "networking.k8s.io/NetworkPolicy")
    .filter(
      ({ namespace, ...placed }) => namespace === to.namespace && targetOf({ namespace, ...placed }) === targetOf(to),
    )
    .flatMap(({ object }) => policyOf(object) ?? [])
    .filter(({ selector, directions }) => directions.includes("Ingress") && selects(selector, { matchLabels: labels }));
  if (policies.length === 0) return true;
  const visits = visitsOf(from, to, desired);
  return policies.some(({ openings }) =>
    openings.some(({ direction, peer }) =>
      visits.some(visit => covers({ direction, ...(peer !== undefined && { peer }) }, visit)),
    ),
  );
}

/** The peer that a workload is, as policies of the other's namespace may write it. */
function visitsOf(from: Placed, to: Placed, desired: Desired): Opening[] {
  const podSelector = { matchLabels: podsOf(from.object)?.labels ?? {} };
  const namespace = neighbour(from, desired, "Namespace", "", from.namespace);
  const labels = { ...fieldsOf(namespace?.object.metadata.labels), "kubernetes.io/metadata.name": from.namespace };
  const visit = { direction: "Ingress", peer: { podSelector, namespaceSelector: { matchLabels: labels } } } as const;
  return from.namespace === to.namespace ? [visit, { direction: "Ingress", peer: { podSelector } }] : [visit];
}
