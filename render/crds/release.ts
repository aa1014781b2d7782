import { dirname } from "node:path/posix";
import type { Cluster } from "../../clusters/lab.ts";
import type { Component, Definitions } from "../../platform/component.ts";
import { componentFile, factsFile } from "../../platform/naming.ts";
import { notFound } from "../model/named.ts";

/** The CRDs of a component in one version, or the definitions of Kubernetes itself. */
export interface Release {
  readonly component: string;
  readonly version: string;
  readonly definitions: Definitions;
  /** File that says where they come from, and which are trusted; default: the component's own. */
  readonly file?: string;
}

/** Contents of files, by name. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** File that says where the files of a release come from, and which are trusted. */
export function definitionsFile({ component, file }: Pick<Release, "component" | "file">): string {
  return file ?? `${dirname(componentFile(component))}/definitions.ts`;
}

/**
 * The CRDs that these clusters pin, each version once.
 *
 * @param names only of these components; empty: of every one that brings some
 * @throws {Error} that names every component that is unknown or brings none, and every pin that is missing
 */
export function releasesOf(
  components: readonly Component[],
  clusters: readonly Cluster[],
  names: readonly string[],
): Release[] {
  const known = components.filter(({ definitions }) => definitions !== undefined).map(({ name }) => name);
  const problems = names
    .filter(name => !known.includes(name))
    .map(name => notFound("component with CRDs", name, known));
  const releases = new Map<string, Release>();
  for (const { name, definitions } of components) {
    if (definitions === undefined || (names.length > 0 && !names.includes(name))) continue;
    for (const cluster of clusters) {
      const version = cluster.versions[name]?.version;
      if (version === undefined) problems.push(unpinned(name, cluster));
      else releases.set(`${name} ${version}`, { component: name, version, definitions });
    }
  }
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return [...releases.values()];
}

function unpinned(component: string, { name }: Cluster): string {
  return `Cannot know the CRDs of "${component}" on ${name}: no version is pinned, add one to versions in ${factsFile(name)}`;
}
