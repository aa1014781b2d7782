import { componentPage } from "../../../platform/naming.ts";
import { type Change, hasEffect, inOrder } from "../../tree/change.ts";
import type { Revision } from "../read/revision.ts";

/** What a change does to the guidebook. Plain data. */
export interface GuidebookChanges {
  /** Pages that read differently afterwards, or are new, or gone. Sorted. */
  readonly pages: readonly ChangedPage[];
  /** Components that change, by name. */
  readonly components: readonly ChangedComponent[];
}

export interface ChangedPage {
  readonly cluster: string;
  /** Below the guidebook's folder, without its ending: `tools/traefik`. */
  readonly page: string;
  readonly verb: "changed" | "new" | "gone";
}

/** A component whose sources or objects change. */
export interface ChangedComponent {
  readonly name: string;
  /** File with its prose. */
  readonly prose: string;
  /** Whether that file changes too. */
  readonly isProseTouched: boolean;
}

/**
 * Compares the guidebooks of two revisions, and says of each component that changes whether somebody went over its
 * prose. In a repository without guidebook or pages of components there is nothing to tell.
 *
 * @param changes of objects and files, with their units
 */
export function guidebookChanges(before: Revision, after: Revision, changes: readonly Change[]): GuidebookChanges {
  const differing = differingPaths(before, after);
  const known = new Set([...before.files.keys(), ...after.files.keys()]);
  return {
    pages: differing.flatMap(path => changedPage(path, before, after)),
    components: componentsOf(differing, changes)
      .map(name => ({ name, prose: componentPage(name) }))
      .filter(({ prose }) => known.has(prose))
      .map(component => ({ ...component, isProseTouched: differing.includes(component.prose) })),
  };
}

function differingPaths(before: Revision, after: Revision): string[] {
  const paths = new Set([...before.files.keys(), ...after.files.keys()]);
  return [...paths].filter(path => before.files.get(path)?.content !== after.files.get(path)?.content).sort(inOrder);
}

const PAGE = /^rendered\/([^/]+)\/guidebook\/(.+)\.md$/;

function changedPage(path: string, before: Revision, after: Revision): ChangedPage[] {
  const [, cluster, page] = PAGE.exec(path) ?? [];
  if (cluster === undefined || page === undefined) return [];
  const verb = !before.files.has(path) ? "new" : after.files.has(path) ? "changed" : "gone";
  return [{ cluster, page, verb }];
}

const SOURCE = /^platform\/components\/([^/]+)\/(?!page\.md$).+(?<!\.test\.ts)$/;

/** Components by name: their sources differ, or what Argo CD deploys of them does. */
function componentsOf(differing: readonly string[], changes: readonly Change[]): string[] {
  const sources = differing.flatMap(path => SOURCE.exec(path)?.[1] ?? []);
  const units = changes.filter(change => change.object !== undefined && hasEffect(change)).map(({ unit }) => unit);
  return [...new Set([...sources, ...units])].sort(inOrder);
}
