import { groupKind } from "../../../platform/cluster-scoped.ts";
import { inCluster } from "../desired.ts";
import { deploysArgocd, isArgocdNamespace } from "../objects/argocd-self.ts";
import { deletedApplication } from "../objects/deleted-application.ts";
import { successionOf } from "../objects/succession-of.ts";
import type { Danger } from "./danger.ts";

/** Where Argo CD deploys itself, it also deletes itself when it is told to, and then nobody brings it back. */
export const argocdRemoved: Danger = {
  id: "argocd-removed",
  level: "stop",
  explanation: "Argo CD deletes a part of itself, and with it what would bring that back",
  remedy: "Keep it, or move the Application without its finalizer, so that nothing is deleted on the way",
  change: (changed, { before, after }) => {
    const gone = deletedApplication(changed, before);
    if (gone?.cascades && deploysArgocd(gone, before) && !successionOf(gone, before, after).isWhole)
      return [{ what: `Application "${gone.name}" is deleted, and Argo CD with it` }];
    const { change, old } = changed;
    if (change.verb !== "prune" || old === undefined || !isArgocdNamespace(before, old)) return [];
    if (!after.applications.has(inCluster(old.cluster, old.application))) return [];
    const { metadata } = old.object;
    const isPart = PARTS.get(groupKind(old.object))?.test(metadata.name) ?? false;
    return isPart ? [{ what: `${old.object.kind} "${metadata.name}" of Argo CD is deleted` }] : [];
  },
};

const SERVERS = /argo-?cd-(application-controller|repo-server|server|redis)$/;

const PARTS: ReadonlyMap<string, RegExp> = new Map([
  ["apps/Deployment", SERVERS],
  ["apps/StatefulSet", SERVERS],
  ["ServiceAccount", SERVERS],
  ["ConfigMap", /^argocd-(cm|rbac-cm)$/],
]);
