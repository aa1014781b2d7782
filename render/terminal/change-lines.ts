import pc from "picocolors";
import type { Change, Verb } from "../tree/change.ts";
import type { FieldChange } from "../tree/field-changes.ts";
import { inJson } from "../tree/plain-values.ts";
import { isGuidebook } from "../tree/unit-paths.ts";
import { harmless } from "./harmless.ts";

const STYLES: Readonly<Record<Verb, (text: string) => string>> = {
  create: pc.green,
  update: pc.yellow,
  replace: pc.red,
  prune: pc.red,
  keep: pc.blue,
  orphan: pc.magenta,
  move: pc.cyan,
};

const LONGEST_VALUE = 60;

/** What a reader must see first: what fails, what goes, what stays behind. */
const BY_WEIGHT: readonly Verb[] = ["replace", "prune", "orphan", "keep", "move", "update", "create"];

/** Changes as lines, below a heading for each Application; those that something leaves come first. */
export function changeLines(changes: readonly Change[]): string[] {
  const byWeight = changes.toSorted((a, b) => weight(a) - weight(b));
  const units = Map.groupBy(byWeight, ({ cluster, unit }) => [cluster, unit].filter(Boolean).join("/") || NOWHERE);
  return [...units].flatMap(([unit, list]) => [
    pc.bold(harmless(unit)),
    ...(list.every(({ path }) => isGuidebook(path)) ? [foldedLine(list)] : list.flatMap(linesOf)),
  ]);
}

/** Most changes of the lab touch many pages, and nobody reads that here. */
function foldedLine(changes: readonly Change[]): string {
  return `  ${changeTotals(changes)}: files of the guidebook`;
}

/** Heading of what is in no cluster that has a name, and of no Application. */
const NOWHERE = "outside of any Application";

/** How many changes of each verb there are: `2 prune, 1 keep, 12 create`. */
export function changeTotals(changes: readonly Change[]): string {
  return BY_WEIGHT.map(verb => [verb, changes.filter(change => change.verb === verb).length] as const)
    .filter(([, count]) => count > 0)
    .map(([verb, count]) => STYLES[verb](`${count} ${verb}`))
    .join(", ");
}

/** The guidebook comes last: nobody deploys it. */
function weight({ verb, path }: Change): number {
  return isGuidebook(path) ? BY_WEIGHT.length : BY_WEIGHT.indexOf(verb);
}

function linesOf(change: Change): string[] {
  const subject = change.object === undefined ? change.path : `${change.object.kind}/${change.object.name}`;
  const from = change.from === undefined ? "" : ` from ${harmless(change.from)}`;
  const why = change.why === undefined ? "" : pc.dim(`  ${harmless(change.why)}`);
  const heading = `  ${STYLES[change.verb](change.verb.padEnd(7))}  ${harmless(subject)}${from}${why}`;
  return [heading, ...change.fields.map(field => `           ${fieldLine(field)}`)];
}

/** One field, on one line: `spec.replicas: 1 → 2`. */
export function fieldLine({ path: written, before, after }: FieldChange): string {
  const path = harmless(written);
  if (before === undefined) return `${path}: ${pc.green(`+ ${short(after)}`)}`;
  if (after === undefined) return `${path}: ${pc.red(`- ${short(before)}`)}`;
  const shared = sharedLength(text(before), text(after));
  return `${path}: ${pc.red(short(before, shared))} → ${pc.green(short(after, shared))}`;
}

/** Characters that stay before the first difference, where what is shared is cut off. */
const CONTEXT = 10;

/** A value on one line, cut where it is too long to read; of two long ones, the part that differs is shown. */
function short(value: unknown, shared = 0): string {
  const whole = text(value);
  if (whole.length <= LONGEST_VALUE) return whole;
  const start = shared > LONGEST_VALUE / 2 ? shared - CONTEXT : 0;
  const shown = whole.slice(start, start + LONGEST_VALUE - 2);
  return `${start > 0 ? "…" : ""}${shown}${start + shown.length < whole.length ? "…" : ""}`;
}

function text(value: unknown): string {
  return harmless(typeof value === "string" ? value.replaceAll(/\s+/g, " ") : (inJson(value) ?? ""));
}

function sharedLength(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let length = 0;
  while (length < most && one[length] === other[length]) length++;
  return length;
}
