import { groupKind } from "../../../platform/cluster-scoped.ts";
import { isArgocdNamespace } from "../objects/argocd-self.ts";
import { valueAt } from "../objects/fields.ts";
import type { Danger } from "./danger.ts";

export const argocdStopped: Danger = {
  id: "argocd-stopped",
  level: "stop",
  explanation:
    "A part of Argo CD without which nothing is synced runs no pod: the change that would bring it back is not synced either",
  remedy: "Leave it its replicas; to pause syncing, take the automation from the Applications instead",
  change: ({ old, fresh }, { after }) => {
    if (old === undefined || fresh === undefined || !isArgocdNamespace(after, fresh)) return [];
    if (!WORKLOADS.has(groupKind(fresh.object)) || !PARTS.test(fresh.object.metadata.name)) return [];
    const [was, is] = [old, fresh].map(({ object }) => valueAt(object, "spec.replicas"));
    if (is !== 0 || was === 0) return [];
    return [{ what: `${fresh.object.kind} "${fresh.object.metadata.name}" runs no pod`, field: "spec.replicas" }];
  },
};

const WORKLOADS: ReadonlySet<string> = new Set(["apps/Deployment", "apps/StatefulSet"]);
const PARTS = /(^|-)(application-controller|repo-server|redis)$/;
