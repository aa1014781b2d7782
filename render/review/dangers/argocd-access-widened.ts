import { argocdRightsOf, isArgocdSettings } from "../objects/argocd-access.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/ */
export const argocdAccessWidened: Danger = {
  id: "argocd-access-widened",
  level: "warn",
  explanation: "More people may do more in Argo CD: an administrator of it may deploy anything to the whole cluster",
  remedy: "Give the role to a small group, and to nobody by default",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined || !isArgocdSettings(fresh.object, "argocd-rbac-cm")) return [];
    const [was, is] = [argocdRightsOf(old.object), argocdRightsOf(fresh.object)];
    return [
      ...is.admins
        .filter(name => !was.admins.includes(name))
        .map(name => ({ what: `"${name}" becomes an administrator of Argo CD` })),
      ...(is.fallback !== was.fallback && is.fallback !== ""
        ? [{ what: `everybody who logs in to Argo CD gets "${is.fallback}"`, field: 'data["policy.default"]' }]
        : []),
    ];
  },
};
