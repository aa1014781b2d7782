import type { Cluster, SyncPolicy } from "../../clusters/lab.ts";
import type { AppDefinition } from "../../platform/app.ts";
import type { Instance } from "../../platform/instance.ts";
import { type ImageOverride, instantiate } from "../../platform/instantiate.ts";
import { appFile, instanceName, repositoryUrl } from "../../platform/naming.ts";
import { Tenant } from "../../platform/shapes/tenant.ts";
import type { Unit } from "./unit.ts";

/** An app in one environment, with what that environment says. */
export interface Tenancy {
  readonly app: AppDefinition;
  readonly instance: Instance;
  readonly sync: SyncPolicy;
}

/** An app in every environment that both it and the cluster have. */
export function tenantsOf(
  cluster: Cluster,
  app: AppDefinition,
  overrides: ReadonlyMap<string, ImageOverride> | undefined,
): Tenancy[] {
  return app.environments.flatMap(environment => {
    const facts = cluster.environments[environment];
    if (facts === undefined) return [];
    const instance = instantiate(cluster, app, environment, overrides?.get(instanceName(app.name, environment)));
    return { app, instance, sync: facts.sync };
  });
}

/** The unit of an instance. */
export function appUnit({ app, instance, sync }: Tenancy): Unit {
  return {
    cluster: instance.cluster,
    name: instance.name,
    class: "app",
    namespace: instance.name,
    file: appFile(app.name),
    sync,
    needs: [],
    crdGroups: [],
    sources: "chart" in app ? [chartSource(instance)] : [],
    kinds: "chart" in app ? (app.kinds ?? []) : [],
    syncOptions: [],
    instance,
    populate: chart => {
      new Tenant(chart, "tenant", instance);
      if ("resources" in app) app.resources(chart, instance);
    },
  };
}

function chartSource({ cluster, app, environment }: Instance) {
  return {
    repoURL: repositoryUrl(cluster, app),
    targetRevision: "HEAD",
    path: "chart",
    helm: { valueFiles: ["values.yaml", `values-${environment}.yaml`] },
  };
}
