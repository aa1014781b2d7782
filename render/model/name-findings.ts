import { closest } from "fastest-levenshtein";
import type { Finding } from "../../clusters/finding.ts";
import type { Cluster } from "../../clusters/lab.ts";
import type { AppDefinition } from "../../platform/app.ts";
import type { Component } from "../../platform/component.ts";
import { nameErrors } from "../../platform/name-errors.ts";
import {
  appFile,
  CRDS_REPOSITORY,
  componentFile,
  crdsUnit,
  factsFile,
  instanceName,
  PROJECTS,
  ROOT,
} from "../../platform/naming.ts";
import { FOLDERS } from "../tree/folders.ts";

/** Apps whose names some system refuses, that name an unknown environment, or that collide with one another. */
export function nameFindings(
  clusters: readonly Cluster[],
  components: readonly Component[],
  apps: readonly AppDefinition[],
): Finding[] {
  return [
    ...apps.flatMap(app => [...illegalNames(app), ...unknownEnvironments(app, clusters)]),
    ...collisions(clusters, components, apps),
  ];
}

function illegalNames({ name, environments }: AppDefinition): Finding[] {
  return nameErrors(name, environments).map(({ coordinate, problem, remedy }) => ({
    level: "error",
    rule: "names",
    unit: name,
    field: coordinate,
    problem,
    remedy,
    file: appFile(name),
  }));
}

function unknownEnvironments({ name, environments }: AppDefinition, clusters: readonly Cluster[]): Finding[] {
  const known = [...new Set(clusters.flatMap(cluster => Object.keys(cluster.environments)))];
  if (known.length === 0) return []; // then the clusters are what is wrong
  return environments
    .filter(environment => !known.includes(environment))
    .map(environment => ({
      level: "error",
      rule: "environments",
      unit: name,
      field: "environments",
      problem: `no cluster has an environment "${environment}"`,
      remedy: `write "${closest(environment, known)}", or add the environment to a cluster,`,
      file: appFile(name),
    }));
}

interface Claim {
  readonly name: string;
  readonly claimant: string;
  readonly file: string;
}

/** An app whose instance is named as another app's (`erp-sandbox` beside `erp` in sandbox), or as a part of the platform. */
function collisions(
  clusters: readonly Cluster[],
  components: readonly Component[],
  apps: readonly AppDefinition[],
): Finding[] {
  const claims = [...clusters.flatMap(ownNames), ...platformClaims(components)];
  const taken = new Map(claims.map(claim => [claim.name, claim]));
  const findings: Finding[] = [];
  for (const claim of apps.flatMap(appClaims)) {
    const other = taken.get(claim.name);
    if (other === undefined) taken.set(claim.name, claim);
    else if (other.claimant !== claim.claimant) findings.push(collision(claim, other));
  }
  const duplicates = apps.filter((app, index) => apps.findIndex(({ name }) => name === app.name) !== index);
  return [...findings, ...duplicates.map(duplicate)];
}

/** Names of the platform: folders, Applications, projects, repositories and namespaces. */
function platformClaims(components: readonly Component[]): Claim[] {
  const folders = FOLDERS.map(name => ({ name, claimant: "the rendered tree", file: "render/tree/folders.ts" }));
  const reserved = [ROOT, "index", CRDS_REPOSITORY, ...Object.values(PROJECTS)];
  const projects = reserved.map(name => ({ name, claimant: "Argo CD's projects", file: "platform/naming.ts" }));
  const named = components.flatMap(component => {
    const claimant = `component "${component.name}"`;
    const file = componentFile(component.name);
    return [component.name, component.namespace, crdsUnit(component.name)].map(name => ({ name, claimant, file }));
  });
  return [...folders, ...projects, ...named];
}

/** An app of one of these names would get the repository that holds this tree, or the host of what is no app. */
function ownNames({ name, domain, gitea, vault, stepCa }: Cluster): Claim[] {
  const hosts = [gitea.host, vault.host, stepCa.host].filter(host => host.endsWith(`.${domain}`));
  const labels = hosts.map(host => host.slice(0, -domain.length - 1));
  return [gitea.repository, ...labels].map(label => ({
    name: label,
    claimant: `cluster "${name}"`,
    file: factsFile(name),
  }));
}

function appClaims({ name, environments }: AppDefinition): Claim[] {
  return environments.map(environment => ({
    name: instanceName(name, environment),
    claimant: `app "${name}"`,
    file: appFile(name),
  }));
}

function collision(claim: Claim, other: Claim): Finding {
  return {
    level: "error",
    rule: "names",
    unit: claim.name,
    field: "Argo CD Application",
    problem: `${claim.claimant} and ${other.claimant} (${other.file}) both claim the name "${claim.name}"`,
    remedy: "rename one of them",
    file: claim.file,
  };
}

function duplicate({ name }: AppDefinition): Finding {
  return {
    level: "error",
    rule: "names",
    unit: name,
    problem: `two apps are named "${name}"`,
    remedy: "remove one of them",
    file: "apps/index.ts",
  };
}
