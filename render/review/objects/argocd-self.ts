import { oncePer } from "../../memory/once-per.ts";
import { type Desired, type DesiredApplication, inCluster, type Placed } from "../desired.ts";
import { isArgocdSettings } from "./argocd-access.ts";
import { ofKind } from "./of-kind.ts";

/** Namespaces that Argo CD runs in, as far as git says: those of its ConfigMap. */
export const isArgocdNamespace = (desired: Desired, { cluster, namespace }: Placed): boolean =>
  ownSettings(desired).some(own => own.cluster === cluster && own.namespace === namespace);

/** Whether an Application deploys Argo CD itself, or other Applications: what goes wrong with it, git does not repair. */
export function carriesArgocd({ cluster, name }: DesiredApplication, desired: Desired): boolean {
  return carriers(desired).has(inCluster(cluster, name));
}

/** Whether an Application deploys Argo CD itself. */
export function deploysArgocd({ cluster, name }: DesiredApplication, desired: Desired): boolean {
  return ownSettings(desired).some(own => own.cluster === cluster && own.application === name);
}

const ownSettings = oncePer((desired: Desired) =>
  ofKind(desired, "ConfigMap").filter(({ object }) => isArgocdSettings(object, "argocd-cm")),
);

const carriers = oncePer((desired: Desired): ReadonlySet<string> => {
  const parents = [...desired.applications.values()].map(({ cluster, parent }) => inCluster(cluster, parent));
  return new Set([
    ...parents,
    ...ownSettings(desired).map(({ cluster, application }) => inCluster(cluster, application)),
  ]);
});
