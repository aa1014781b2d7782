import type { Cluster } from "../../clusters/lab.ts";
import type { Component } from "../../platform/component.ts";
import type { Declared } from "../../platform/declared.ts";
import { CRDS_REPOSITORY, componentFile, crdsTag, crdsUnit, repositoryUrl } from "../../platform/naming.ts";
import { PLATFORM_SYNC, type Unit } from "./unit.ts";

/** What is of the platform runs everywhere, a tool where the facts list it. */
export function runsOn(cluster: Cluster, component: Component): boolean {
  return component.class === "platform" || cluster.tools.includes(component.name);
}

/** The units of a component: itself and, before it, the custom resource definitions that it brings. */
export function componentUnits(cluster: Cluster, component: Component, declared: Declared): Unit[] {
  const unit: Unit = {
    cluster,
    name: component.name,
    class: component.class,
    namespace: component.namespace,
    file: componentFile(component.name),
    sync: PLATFORM_SYNC,
    needs: [...(component.crds === undefined ? [] : [crdsUnit(component.name)]), ...(component.needs ?? [])],
    crdGroups: [],
    sources: [],
    kinds: [],
    syncOptions: [],
    populate: chart => component.resources(chart, cluster, declared),
    component,
    declared,
  };
  return component.crds === undefined ? [unit] : [crdsOf(cluster, component, component.crds), unit];
}

/** The CRDs lie in a repository of their own: they would be most of this one, and change with a version only. */
function crdsOf(cluster: Cluster, { name, namespace }: Component, groups: readonly string[]): Unit {
  return {
    cluster,
    name: crdsUnit(name),
    class: "crds",
    namespace,
    file: componentFile(name),
    sync: PLATFORM_SYNC,
    needs: [],
    crdGroups: groups,
    sources: [
      {
        repoURL: repositoryUrl(cluster, CRDS_REPOSITORY),
        targetRevision: crdsTag(name, cluster.versions[name]?.version ?? ""),
        path: name,
      },
    ],
    kinds: [],
    syncOptions: ["Prune=false", "Delete=false"],
  };
}
