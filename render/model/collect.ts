import type { Finding } from "../../clusters/finding.ts";
import type { Cluster, SyncPolicy } from "../../clusters/lab.ts";
import { checkShape } from "../../clusters/shape.ts";
import { validate } from "../../clusters/validate.ts";
import type { AppDefinition } from "../../platform/app.ts";
import { appErrors } from "../../platform/app-errors.ts";
import type { Component } from "../../platform/component.ts";
import type { Declared } from "../../platform/declared.ts";
import type { Instance } from "../../platform/instance.ts";
import { type ImageOverride, instantiate } from "../../platform/instantiate.ts";
import {
  appFile,
  CRDS_REPOSITORY,
  componentFile,
  crdsTag,
  crdsUnit,
  factsFile,
  instanceName,
  repositoryUrl,
} from "../../platform/naming.ts";
import { Tenant } from "../../platform/shapes/tenant.ts";
import type { Declaration } from "./declaration.ts";
import { imageOverrides } from "./image-overrides.ts";
import { misplaced } from "./misplaced.ts";
import { nameFindings } from "./name-findings.ts";
import { PLATFORM_SYNC, type Unit } from "./unit.ts";

export interface Collected {
  /** Those whose facts can be read; a finding says what the others lack. */
  readonly clusters: readonly Cluster[];
  readonly units: readonly Unit[];
  readonly findings: readonly Finding[];
}

/**
 * Turns the declaration into units: every component and every app, on every cluster, in every environment that both
 * the app and the cluster have. What is wrong with facts and names is found here, all of it at once.
 */
export function collect(declaration: Declaration): Collected {
  const { clusters: declared, components, apps, images } = declaration;
  const sound = apps.filter(app => appErrors(app).length === 0); // said once, not by every object
  const clusters = declared.filter(cluster => !checkShape(cluster).some(({ isBroken }) => isBroken));
  const overrides = new Map(clusters.map(cluster => [cluster.name, imageOverrides(cluster, sound, images)] as const));
  const isWhole = clusters.length === declared.length; // else an environment may only seem unknown
  const names = nameFindings(clusters, components, sound).filter(({ rule }) => isWhole || rule !== "environments");
  const refused = new Set(names.filter(({ rule }) => rule === "names").flatMap(({ unit }) => instancesOf(unit, sound)));
  const units = clusters.flatMap(cluster => {
    const tenants = sound
      .flatMap(app => tenantsOf(cluster, app, overrides.get(cluster.name)?.byInstance))
      .filter(({ instance }) => !refused.has(instance.name));
    const declared = {
      instances: tenants.map(({ instance }) => instance),
      components: components.filter(component => runsOn(cluster, component)),
    };
    return [
      ...declared.components.flatMap(component => componentUnits(cluster, component, declared)),
      ...tenants.map(appUnit),
    ];
  });
  const findings = [
    ...validate(declared),
    ...apps.flatMap(fieldFindings),
    ...misplaced(declaration),
    ...names,
    ...clusters.flatMap(cluster => components.flatMap(component => unpinned(cluster, component))),
    ...[...overrides.values()].flatMap(file => file.findings),
    ...sound.flatMap(app => clusters.flatMap(cluster => leftOut(cluster, app))),
  ];
  return { clusters, units, findings };
}

function fieldFindings(app: AppDefinition): Finding[] {
  return appErrors(app).map(error => ({
    level: "error",
    rule: "apps",
    unit: String(app.name),
    ...error,
    file: appFile(String(app.name)),
  }));
}

/** A unit that is refused, or every instance of an app whose name is. */
function instancesOf(unit: string | undefined, apps: readonly AppDefinition[]): string[] {
  const app = apps.find(({ name }) => name === unit);
  const names = app?.environments.map(environment => instanceName(app.name, environment)) ?? [];
  return unit === undefined ? names : [unit, ...names];
}

/** What is of the platform runs everywhere, a tool where the facts list it. */
function runsOn(cluster: Cluster, component: Component): boolean {
  return component.class === "platform" || cluster.tools.includes(component.name);
}

function componentUnits(cluster: Cluster, component: Component, declared: Declared): Unit[] {
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

function unpinned(cluster: Cluster, { name, crds }: Component): Finding[] {
  if (crds === undefined || cluster.versions[name] !== undefined) return [];
  return [
    {
      level: "error",
      rule: "versions",
      cluster: cluster.name,
      unit: crdsUnit(name),
      field: `versions.${name}`,
      problem: `"${name}" brings custom resource definitions and is not pinned`,
      remedy: "pin its version",
      file: factsFile(cluster.name),
    },
  ];
}

/** An app in one environment, with what that environment says. */
interface Tenancy {
  readonly app: AppDefinition;
  readonly instance: Instance;
  readonly sync: SyncPolicy;
}

function tenantsOf(
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

function appUnit({ app, instance, sync }: Tenancy): Unit {
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

function leftOut(cluster: Cluster, app: AppDefinition): Finding[] {
  if (cluster.zone !== undefined || app.publicNames === undefined || cluster.environments.prod === undefined) return [];
  return [
    {
      level: "note",
      rule: "public-names",
      cluster: cluster.name,
      unit: app.name,
      field: "publicNames",
      problem: "the cluster has no public zone, so its public route is not rendered",
      remedy: "give the cluster a zone if it should be reachable from outside,",
      file: factsFile(cluster.name),
    },
  ];
}
