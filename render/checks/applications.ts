import { quote } from "../../clusters/fault.ts";
import type { Finding } from "../../clusters/finding.ts";
import { type ApplicationSource, CASCADE } from "../../platform/components/argocd/application.ts";
import { ROOT, renderedPath, repositoryUrl } from "../../platform/naming.ts";
import { type Graph, unitId } from "../model/graph.ts";
import { orderOf } from "../model/order.ts";
import { dependencies } from "../model/reach.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { inQuotes, mismatch } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { unitFinding } from "./findings/unit-finding.ts";
import {
  type ApplicationSpec,
  type ArgoObject,
  annotationField,
  annotationList,
  applicationsOf,
  sourcesOf,
} from "./lab/argocd-objects.ts";
import type { Lab, Rule } from "./rule.ts";

/**
 * Argo CD deploys every unit, once, from the lab's own repositories, as the facts of its environment say; it goes on
 * after a power cut, waits for what a unit needs, and deletes nothing that holds the lab together.
 */
export const applications: Rule = {
  name: "applications",
  check(lab) {
    const all = applicationsOf(lab);
    const units = new Map(lab.units.map(unit => [unit.name, unit]));
    return [
      ...ownership(lab, all, units),
      ...all.flatMap(application => {
        const deployed = units.get(application.object.metadata.name);
        return deployed === undefined ? [] : wrongFields(application, deployed);
      }),
      ...waves(lab, all),
    ];
  },
};

type Application = ArgoObject<ApplicationSpec>;

const BUILDER = "platform/components/argocd/application.ts";

const COMPARE_OPTIONS = "argocd.argoproj.io/compare-options";

const WAVE = "argocd.argoproj.io/sync-wave";

/** One Application per unit, one unit per Application. */
function ownership(lab: Lab, all: readonly Application[], units: ReadonlyMap<string, BuiltUnit>): Finding[] {
  const seen = new Set<string>();
  const findings: Finding[] = [];
  for (const { unit, object } of all) {
    const { name } = object.metadata;
    const finding = (problem: string, remedy: string) =>
      objectFinding(applications.name, unit, object, { field: "metadata.name", problem, remedy });
    if (!units.has(name)) findings.push(finding(`there is no unit ${quote(name)}`, "drop it, or name a unit"));
    if (seen.has(name))
      findings.push(finding(`${quote(name)} is a second Application of its unit`, "drop one of them"));
    seen.add(name);
  }
  for (const unit of lab.units) {
    if (seen.has(unit.name)) continue;
    const problem = `there is no Application ${quote(unit.name)}, so Argo CD never deploys it`;
    findings.push(unitFinding(applications.name, unit, { problem, remedy: "add one", file: "render/model/derive.ts" }));
  }
  return findings;
}

function wrongFields(application: Application, deployed: BuiltUnit): Finding[] {
  return [
    ...destination(application, deployed),
    ...automation(application, deployed),
    ...retries(application),
    ...serverSide(application),
    ...finalizers(application, deployed),
    ...sourcesOf(application.spec).flatMap(each => source(application, deployed, each)),
  ];
}

function destination({ unit, object, spec }: Application, deployed: BuiltUnit): Finding[] {
  const findings: Finding[] = [];
  const finding = (field: string, problem: string, remedy: string) =>
    findings.push(objectFinding(applications.name, unit, object, { field, problem, remedy }));
  if (!spec.project) finding("spec.project", "it has none, and so the project that permits everything", "name one");
  const namespace = spec.destination?.namespace;
  if (namespace !== deployed.namespace) {
    const wanted = quote(deployed.namespace);
    finding("spec.destination.namespace", mismatch(namespace, deployed.namespace), `write ${wanted}`);
  }
  return findings;
}

function automation({ unit, object, spec }: Application, deployed: BuiltUnit): Finding[] {
  const { automated: isAutomated, prune, selfHeal } = deployed.sync;
  const { automated } = spec.syncPolicy ?? {};
  const wanted = isAutomated ? { prune, selfHeal } : undefined;
  const about = (field: string, problem: string, value: unknown) =>
    objectFinding(applications.name, unit, object, {
      field: `spec.syncPolicy.automated${field}`,
      problem,
      remedy:
        value === undefined ? "leave automated out, as its facts say" : `write ${inQuotes(value)}, as its facts say`,
    });
  if (wanted === undefined) {
    return automated === undefined
      ? []
      : [about("", `${inQuotes(automated)} syncs what a person should sync`, undefined)];
  }
  if (automated === undefined) return [about("", "it has none, so nobody syncs it", wanted)];
  const findings: Finding[] = [];
  if (automated.enabled === false) findings.push(about(".enabled", '"false" leaves it unsynced', true));
  for (const field of ["prune", "selfHeal"] as const) {
    if (automated[field] !== wanted[field]) {
      findings.push(about(`.${field}`, mismatch(automated[field], wanted[field]), wanted[field]));
    }
  }
  return findings;
}

/** A power cut may last: https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-retry-with-a-limit */
function retries({ unit, object, spec }: Application): Finding[] {
  const { limit, refresh, backoff } = spec.syncPolicy?.retry ?? {};
  const findings: Finding[] = [];
  const finding = (field: string, problem: string, remedy: string) =>
    findings.push(
      objectFinding(applications.name, unit, object, {
        field: `spec.syncPolicy.retry.${field}`,
        problem,
        remedy,
        file: BUILDER,
      }),
    );
  if (limit !== -1) finding("limit", `${mismatch(limit, -1)}, so it stays down after a long power cut`, 'write "-1"');
  if (refresh !== true) finding("refresh", `${mismatch(refresh, true)}, so it retries an old commit`, 'write "true"');
  for (const [field, example] of [
    ["duration", "10s"],
    ["factor", 2],
    ["maxDuration", "5m"],
  ] as const) {
    if (backoff?.[field] === undefined) finding(`backoff.${field}`, "it has none", `write one such as "${example}"`);
  }
  return findings;
}

function serverSide({ unit, object, spec }: Application): Finding[] {
  const options = spec.syncPolicy?.syncOptions ?? [];
  const findings: Finding[] = [];
  const lacks = (field: string, option: string, file: string) =>
    findings.push(
      objectFinding(applications.name, unit, object, {
        field,
        problem: `it lacks ${quote(option)}`,
        remedy: `add ${quote(option)}`,
        file,
      }),
    );
  if (!options.includes("ServerSideApply=true")) lacks("spec.syncPolicy.syncOptions", "ServerSideApply=true", BUILDER);
  if (object.metadata.name === ROOT && !options.includes("ApplyOutOfSyncOnly=true")) {
    lacks("spec.syncPolicy.syncOptions", "ApplyOutOfSyncOnly=true", "render/model/derive.ts");
  }
  if (!annotationList(object, COMPARE_OPTIONS).includes("ServerSideDiff=true")) {
    lacks(annotationField(COMPARE_OPTIONS), "ServerSideDiff=true", BUILDER);
  }
  return findings;
}

function finalizers({ unit, object }: Application, deployed: BuiltUnit): Finding[] {
  const isApp = deployed.class === "app" || deployed.class === "tool";
  const { finalizers: found = [] } = object.metadata;
  const about = (problem: string, remedy: string) => [
    objectFinding(applications.name, unit, object, { field: "metadata.finalizers", problem, remedy }),
  ];
  if (!isApp) {
    if (found.length === 0) return [];
    return about(
      `${found.map(quote).join(", ")} deletes what the lab stands on when this goes`,
      "leave finalizers out",
    );
  }
  if (found.length === 1 && found[0] === CASCADE) return [];
  const problem = found.length === 0 ? "it has none" : `${found.map(quote).join(", ")} is not ${quote(CASCADE)}`;
  return about(`${problem}, so it would go on running unseen when this goes`, `write ${quote(CASCADE)} alone`);
}

/** Only the lab's own Gitea, and of this repository only the unit's own folder. */
function source(
  { unit, object }: Application,
  deployed: BuiltUnit,
  { source: { repoURL, path }, field }: { source: ApplicationSource; field: string },
): Finding[] {
  const { cluster } = deployed;
  const finding = (part: string, problem: string, remedy: string) => [
    objectFinding(applications.name, unit, object, { field: `${field}.${part}`, problem, remedy }),
  ];
  if (!repoURL.startsWith(`https://${cluster.gitea.host}/`)) {
    const example = repositoryUrl(cluster, cluster.gitea.repository);
    return finding(
      "repoURL",
      `${quote(repoURL)} is not on ${quote(cluster.gitea.host)}`,
      `write one such as ${quote(example)}`,
    );
  }
  if (repoURL === repositoryUrl(cluster, cluster.gitea.repository)) {
    const wanted = renderedPath(cluster.name, deployed.name === ROOT ? "applications" : deployed.name);
    return path === wanted ? [] : finding("path", mismatch(path, wanted), `write ${quote(wanted)}`);
  }
  if (!path?.startsWith("/") && !path?.split("/").includes("..")) return [];
  return finding("path", `${quote(path)} leads out of the repository`, "write a path inside of it");
}

/** An Application is applied after those that it needs are healthy. */
function waves(lab: Lab, all: readonly Application[]): Finding[] {
  return [...all.filter(each => waveOf(each) === undefined).map(unreadableWave), ...needs(lab, all)];
}

/** undefined: there is none, or it is not a whole number. */
function waveOf({ object }: Application): number | undefined {
  const wave = object.metadata.annotations?.[WAVE];
  return wave !== undefined && /^-?\d+$/.test(wave) ? Number(wave) : undefined;
}

function unreadableWave({ unit, object }: Application): Finding {
  const wave = object.metadata.annotations?.[WAVE];
  return objectFinding(applications.name, unit, object, {
    field: annotationField(WAVE),
    problem: wave === undefined ? "it has none" : `${quote(wave)} is not a whole number`,
    remedy: 'write one such as "0"',
  });
}

function needs({ graph, units }: Lab, all: readonly Application[]): Finding[] {
  const byName = new Map(all.map(each => [each.object.metadata.name, each]));
  const order: Graph = { ...graph, edges: graph.edges.filter(({ via }) => via === "needs") };
  const early = order.edges.flatMap(({ from, to }) => {
    const later = byName.get(nameOf(from));
    const earlier = byName.get(nameOf(to));
    if (later === undefined || earlier === undefined || nameOf(from) === ROOT) return []; // the root is in no wave
    const [wave, needed] = [waveOf(later), waveOf(earlier)];
    if (wave === undefined || needed === undefined || wave > needed) return [];
    return { from, to, later, wave, needed };
  });
  if (early.length === 0) return [];
  const hasCycles = orderOf(units).cycles.length > 0; // cold-start names them; no wave would be right
  return early
    .filter(({ from, to }) => !hasCycles || !dependencies(order, to).has(from))
    .map(({ to, later: { unit, object }, wave, needed }) =>
      objectFinding(applications.name, unit, object, {
        field: annotationField(WAVE),
        problem: `${quote(wave)} is not above ${quote(needed)}, the wave of ${quote(nameOf(to))}, which it needs`,
        remedy: `write ${quote(needed + 1)} or more`,
      }),
    );
}

function nameOf(id: string): string {
  return id.slice(unitId("").length);
}
