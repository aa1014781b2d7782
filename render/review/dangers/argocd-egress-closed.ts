import { isArgocdNamespace } from "../objects/argocd-self.ts";
import { covers as selects } from "../objects/label-selector.ts";
import { covers, openingText, type Policy, policyOf } from "../objects/network-policy.ts";
import type { Danger } from "./danger.ts";

/** Of policies that select the repo-server, which reads the repositories. */
export const argocdEgressClosed: Danger = {
  id: "argocd-egress-closed",
  level: "warn",
  explanation:
    "A network policy limits where Argo CD may connect to: if it no longer reaches git, no change in git repairs that",
  remedy:
    "Let its repo-server out to DNS and to the server of every repository, and try it by hand before it is synced",
  change: ({ old, fresh }, { after }) => {
    const is = fresh && policyOf(fresh.object);
    if (fresh === undefined || is === undefined || !isArgocdNamespace(after, fresh) || !isForRepoServer(is)) return [];
    const was = old && policyOf(old.object);
    const outward = is.openings.filter(({ direction }) => direction === "Egress");
    if (!is.directions.includes("Egress")) return [];
    if (was === undefined || !isForRepoServer(was) || !was.directions.includes("Egress")) {
      if (outward.length > 0) return [{ what: "it now limits where Argo CD connects to", field: "spec.egress" }];
      return [{ level: "stop", what: "Argo CD may connect to nothing any more", field: "spec.egress" }];
    }
    const lost = was.openings.filter(
      opening => opening.direction === "Egress" && !outward.some(one => covers(one, opening)),
    );
    return lost.map(opening => ({ what: `it no longer ${openingText(opening)}`, field: "spec.egress" }));
  },
};

function isForRepoServer({ selector }: Policy): boolean {
  return selects(selector, { matchLabels: { "app.kubernetes.io/name": "argocd-repo-server" } });
}
