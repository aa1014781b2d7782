import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { KubeObject } from "../../../../platform/kube-object.ts";
import { isApplication } from "../../../tree/applications.ts";
import { namespace, options, WAVE } from "./samples.ts";
import { scenarios } from "./scenarios.ts";
import { application, FOLDER, files, IN_CLUSTER, REPOSITORY, type Stage } from "./stage.ts";

/** It deploys the Applications of every scenario, and itself. */
export const root = application("root", {
  finalizers: [],
  options: ["ServerSideApply=true", "ApplyOutOfSyncOnly=true"],
  retry: { limit: -1 },
  spec: {
    destination: { server: IN_CLUSTER, namespace: "argocd" },
    source: { repoURL: REPOSITORY, targetRevision: "main", path: `${FOLDER}/applications` },
  },
});

/** Writes the whole repository as it is in one round. */
export function layOut(place: string, round: number): void {
  const all = Object.assign(
    {},
    files("applications", applicationsOf(round)),
    ...stagesOf(round).map(stage => stage.files),
  );
  rmSync(join(place, FOLDER), { recursive: true, force: true });
  for (const [path, text] of Object.entries<string>(all)) {
    const file = join(place, FOLDER, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Applications, AppProjects and namespaces of one round: what the root deploys. */
export function applicationsOf(round: number): KubeObject[] {
  return [root, ...homes, ...stagesOf(round).flatMap(stage => stage.applications)];
}

/** Namespaces that Applications deploy to, unless they bring or make them themselves. */
const homes = [
  ...new Set(scenarios.flatMap(({ stages }) => stages).flatMap(({ applications }) => applications.flatMap(homeOf))),
]
  .filter(name => name !== "replaced")
  .map(name => namespace(name, { [WAVE]: "-2", ...options("Prune=false") }));

function homeOf(object: KubeObject): string[] {
  const { destination, syncPolicy } = object.spec as {
    destination?: { namespace: string };
    syncPolicy?: { syncOptions?: string[] };
  };
  const isMade = syncPolicy?.syncOptions?.includes("CreateNamespace=true");
  return destination === undefined || isMade ? [] : [destination.namespace];
}

function stagesOf(round: number): Stage[] {
  return scenarios.flatMap(({ stages }) => stages[Math.min(round, stages.length - 1)] ?? []);
}

/** Applications of one round whose folder is there. Of others Argo CD says nothing for three minutes. */
export function comparable(round: number): string[] {
  const paths = stagesOf(round).flatMap(stage => Object.keys(stage.files));
  const hasFolder = (name: string) => name === "root" || paths.some(path => path.startsWith(`${name}/`));
  return applicationsOf(round)
    .filter(isApplication)
    .map(({ metadata }) => metadata.name)
    .filter(hasFolder);
}

/** Those among them that have a project of their own. */
export function ofOwnProject(round: number): string[] {
  const names = new Set(comparable(round));
  return applicationsOf(round)
    .filter(object => isApplication(object) && (object.spec as { project: string }).project !== "default")
    .map(({ metadata }) => metadata.name)
    .filter(name => names.has(name));
}
