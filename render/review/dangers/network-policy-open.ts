import { fieldsOf, textOf, textsOf } from "../objects/fields.ts";
import { type Opening, openingText, policyOf } from "../objects/network-policy.ts";
import type { Danger } from "./danger.ts";

/** Policies add up: https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies */
export const networkPolicyOpen: Danger = {
  id: "network-policy-open",
  level: "warn",
  explanation:
    "A network policy opens its pods to everybody, or lets them go anywhere: what other policies close is open again",
  remedy: "Name the peers, and the ports",
  object: ({ object }) => {
    const open = policyOf(object)?.openings.filter(isForAnybody) ?? [];
    return [...new Map(open.map(opening => [openingText(opening), opening]))].map(([what, { direction, port }]) => ({
      what,
      ...((port !== undefined || direction === "Egress") && { level: "note" as const }),
    }));
  },
};

function isForAnybody({ peer }: Opening): boolean {
  if (peer === undefined) return true;
  const { cidr, except } = fieldsOf(peer.ipBlock);
  if (peer.ipBlock != null) return /^(0\.0\.0\.0|::)\/0$/.test(textOf(cidr) ?? "") && textsOf(except).length === 0;
  const { namespaceSelector, podSelector } = peer;
  return [namespaceSelector ?? undefined, podSelector ?? {}].every(
    selector => selector !== undefined && Object.keys(fieldsOf(selector)).length === 0,
  );
}
