import { dirname } from "node:path/posix";
import { type Finding, sentence } from "../../clusters/finding.ts";
import type { Cluster } from "../../clusters/lab.ts";
import { validate } from "../../clusters/validate.ts";
import { factsFile } from "../../platform/naming.ts";

/** Public facts by their path below the cluster: `zone.tunnelId`. */
export type Facts = Readonly<Record<string, unknown>>;

/** A fact that is another one now, or was not known. */
export interface LearnedFact {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface Learned {
  /** The file as it should be now. */
  readonly text: string;
  readonly changes: readonly LearnedFact[];
}

/** File of a cluster with the facts that others make. Nobody edits it by hand. */
export function learnedFile(cluster: string): string {
  return `${dirname(factsFile(cluster))}/learned.json`;
}

/**
 * Takes facts into the file of a cluster, sorted, with every other one as it was. Pure.
 *
 * @param clusters as they are, that of the facts among them
 * @param text of the file; undefined: there is none
 * @throws {Error} when a fact is not one that the file is read for, and when the lab would not be right with it
 */
export function learn(clusters: readonly Cluster[], name: string, text: string | undefined, facts: Facts): Learned {
  const cluster = clusters.find(candidate => candidate.name === name) as Cluster;
  const known = text === undefined ? undefined : (JSON.parse(text) as Record<string, unknown>);
  const changes = Object.entries(facts)
    .map(([field, after]) => ({ field, before: valueAt(cluster, field), after }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
  refuseUnread(changes, name, known);
  const fields = changes.map(({ field }) => field);
  const changed = changes.reduce((facts, { field, after }) => withValue(facts, field, after), cluster);
  refuseWrong(validate(clusters.map(each => (each === cluster ? changed : each))), name, fields);
  const learned = changes.reduce((facts, { field, after }) => withValue(facts, field, after), known ?? {});
  return { text: print(sorted(learned)), changes };
}

function refuseUnread(
  changes: readonly LearnedFact[],
  cluster: string,
  known: Record<string, unknown> | undefined,
): void {
  const unread = changes.map(({ field }) => field).filter(field => known?.[groupOf(field)] === undefined);
  if (unread.length === 0) return;
  const groups = [...new Set(unread.map(groupOf))].map(group => `"${group}": {}`);
  throw new Error(
    `Cannot learn ${unread.join(", ")} of ${cluster}: ${learnedFile(cluster)} has no such group, write ${groups.join(", ")} ` +
      "there, and let the facts take it over as clusters/arcodange/zone.ts does",
  );
}

function refuseWrong(findings: readonly Finding[], cluster: string, fields: readonly string[]): void {
  if (findings.length === 0) return;
  throw new Error([`Cannot learn ${fields.join(", ")} of ${cluster}:`, ...findings.map(sentence)].join("\n  "));
}

function groupOf(field: string): string {
  return field.split(".")[0] ?? field;
}

function valueAt(facts: unknown, field: string): unknown {
  return field.split(".").reduce((node, key) => (node as Record<string, unknown> | undefined)?.[key], facts);
}

/** A copy with another value at a path; groups on the way there are made where they are missing. */
function withValue<T extends object>(facts: T, field: string, value: unknown): T {
  const [key = "", ...rest] = field.split(".");
  const inner = (facts as Record<string, unknown>)[key];
  return { ...facts, [key]: rest.length === 0 ? value : withValue((inner ?? {}) as object, rest.join("."), value) };
}

const LINE_WIDTH = 120;

/** JSON as the formatter of this repository writes it: a list that fits stands in one line. */
function print(facts: unknown): string {
  const text = JSON.stringify(facts, undefined, 2).replace(/^.*\[\n[^[\]{}]*\]/gm, list => {
    const line = list.replace(/\n */g, " ").replace("[ ", "[").replace(/ \]$/, "]");
    return line.length < LINE_WIDTH ? line : list;
  });
  return `${text}\n`;
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, sorted(inner)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
