import type { Finding } from "../../clusters/finding.ts";
import type { Cluster } from "../../clusters/lab.ts";
import { checkShape } from "../../clusters/shape.ts";
import { validate } from "../../clusters/validate.ts";
import type { AppDefinition } from "../../platform/app.ts";
import { appErrors } from "../../platform/app-errors.ts";
import type { Component } from "../../platform/component.ts";
import { appFile, crdsUnit, factsFile, instanceName } from "../../platform/naming.ts";
import { appUnit, tenantsOf } from "./app-units.ts";
import { componentUnits, runsOn } from "./component-units.ts";
import type { Declaration } from "./declaration.ts";
import { imageOverrides } from "./image-overrides.ts";
import { misplaced } from "./misplaced.ts";
import { nameFindings } from "./name-findings.ts";
import { toolFindings } from "./tool-findings.ts";
import type { Unit } from "./unit.ts";

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
  const populated = clusters.map(cluster => {
    const tenants = sound
      .flatMap(app => tenantsOf(cluster, app, overrides.get(cluster.name)?.byInstance))
      .filter(({ instance }) => !refused.has(instance.name));
    const instances = tenants.map(({ instance }) => instance);
    const installed = components.filter(component => runsOn(cluster, component));
    return { cluster, tenants, declared: { instances, components: installed } };
  });
  const units = populated.flatMap(({ cluster, tenants, declared }) => [
    ...declared.components.flatMap(component => componentUnits(cluster, component, declared)),
    ...tenants.map(appUnit),
  ]);
  const findings = [
    ...validate(declared),
    ...apps.flatMap(fieldFindings),
    ...misplaced(declaration),
    ...names,
    ...clusters.flatMap(cluster => components.flatMap(component => unpinned(cluster, component))),
    ...[...overrides.values()].flatMap(file => file.findings),
    ...populated.flatMap(({ cluster, declared }) => toolFindings(cluster, components, declared.instances)),
    ...populated.flatMap(({ cluster, declared }) => declared.components.flatMap(part => awaiting(cluster, part))),
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

/** What a component does without until a fact is known. */
function awaiting(cluster: Cluster, { name, leftOut }: Component): Finding[] {
  return (leftOut?.(cluster) ?? []).map(absence => ({
    level: "note",
    rule: "left-out",
    cluster: cluster.name,
    unit: name,
    ...absence,
    file: factsFile(cluster.name),
  }));
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
