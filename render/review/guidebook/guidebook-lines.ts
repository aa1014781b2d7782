import { counted } from "../words/counted.ts";
import type { ChangedComponent, ChangedPage, GuidebookChanges } from "./guidebook-changes.ts";

/** What a change does to the guidebook, in sentences for every report. */
export function guidebookLines({ pages, components }: GuidebookChanges): string[] {
  const clusters = Map.groupBy(pages, ({ cluster }) => cluster);
  return [...[...clusters].map(([cluster, list]) => pagesLine(cluster, list)), ...components.map(componentLine)];
}

function pagesLine(cluster: string, pages: readonly ChangedPage[]): string {
  const parts = VERBS.flatMap(verb => {
    const names = pages.filter(page => page.verb === verb).map(({ page }) => page);
    return names.length === 0 ? [] : [`${counted(names.length, "page")} ${verb}: ${shortened(names)}`];
  });
  return `${cluster}: ${parts.join("; ")}`;
}

/** In the order in which a line names them. */
const VERBS: readonly ChangedPage["verb"][] = ["new", "gone", "changed"];

/** Names of pages that a line can bear. */
const MOST_NAMES = 8;

function shortened(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more <= 0 ? names.join(", ") : `${names.slice(0, MOST_NAMES).join(", ")} and ${more} more`;
}

function componentLine({ name, prose, isProseTouched }: ChangedComponent): string {
  return isProseTouched
    ? `${name} changes, and its prose with it`
    : `${name} changes, and nobody touched its prose: does ${prose} still tell the truth?`;
}
