import { selectorText, covers as selects } from "../objects/label-selector.ts";
import { covers, openingText, policyOf } from "../objects/network-policy.ts";
import type { Danger, Sight } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/services-networking/network-policies/ */
export const networkPolicyWidened: Danger = {
  id: "network-policy-widened",
  level: "warn",
  explanation:
    "A network policy lets more through, or closes fewer pods: what was kept apart can talk, unless another policy forbids it",
  remedy: "Name the pods and ports that have to talk, and keep one policy that closes every pod of the namespace",
  change: ({ old, fresh }) => {
    const [was, is] = [old && policyOf(old.object), fresh && policyOf(fresh.object)];
    if (was === undefined || is === undefined) return [];
    const dropped = was.directions.filter(direction => !is.directions.includes(direction));
    const opened = is.openings.filter(
      opening => was.directions.includes(opening.direction) && !was.openings.some(known => covers(known, opening)),
    );
    const sights: Sight[] = [
      ...dropped.map(direction => ({ what: `no longer limits ${LIMITED[direction]}`, field: "spec.policyTypes" })),
      ...[...new Set(opened.map(openingText))].map(what => ({ what })),
    ];
    if (!selects(is.selector, was.selector)) {
      const what = `closes ${selectorText("pod", is.selector)} in place of ${selectorText("pod", was.selector)}`;
      sights.push({ what, field: "spec.podSelector" });
    }
    if (is.openings.length > 0 && !selects(was.selector, is.selector)) {
      const what = `opens ${selectorText("pod", is.selector)} in place of ${selectorText("pod", was.selector)}`;
      sights.push({ what, field: "spec.podSelector" });
    }
    return sights;
  },
};

const LIMITED = { Ingress: "what comes in", Egress: "what goes out" } as const;
