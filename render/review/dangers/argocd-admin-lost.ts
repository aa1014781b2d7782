import { argocdRightsOf, isArgocdSettings, loginsOf } from "../objects/argocd-access.ts";
import { fieldsOf } from "../objects/fields.ts";
import { neighbour } from "../objects/neighbour.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/operator-manual/rbac/ */
export const argocdAdminLost: Danger = {
  id: "argocd-admin-lost",
  level: "warn",
  explanation:
    "Somebody who may do everything in Argo CD no longer may: if nobody is left, nobody can stop or repair a sync",
  remedy: "Give the role to the new group, and let somebody of it log in, before the old one loses it",
  change: ({ old, fresh }, { after }) => {
    if (old === undefined || fresh === undefined || !isArgocdSettings(fresh.object, "argocd-rbac-cm")) return [];
    const [was, is] = [argocdRightsOf(old.object), argocdRightsOf(fresh.object)];
    const lost = was.admins.filter(name => !is.admins.includes(name));
    const hadAll = was.admins.length > 0 || was.fallback === "role:admin";
    const settings = neighbour(fresh, after, "ConfigMap", fresh.namespace, "argocd-cm");
    const isAccountLeft = settings === undefined || loginsOf(settings.object).includes("account admin");
    if (hadAll && is.admins.length === 0 && is.fallback !== "role:admin" && !isAccountLeft)
      return [{ level: "stop", what: "nobody is an administrator of Argo CD any more" }];
    const [before, now] = [old, fresh].map(({ object }) => fieldsOf(object.data).scopes);
    return [
      ...lost.map(name => ({ what: `"${name}" is no longer an administrator of Argo CD` })),
      ...(before === now ? [] : [{ what: "groups are read from another field of the login", field: "data.scopes" }]),
    ];
  },
};
