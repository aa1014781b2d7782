import pc from "picocolors";
import type { Change, Verb } from "../tree/change.ts";
import type { FieldChange } from "../tree/field-changes.ts";

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

/** Changes as lines, below a heading for each Application. */
export function changeLines(changes: readonly Change[]): string[] {
  const units = Map.groupBy(changes, ({ cluster, unit }) => (unit === "" ? cluster : `${cluster}/${unit}`));
  return [...units].flatMap(([unit, list]) => [pc.bold(unit), ...list.flatMap(linesOf)]);
}

function linesOf(change: Change): string[] {
  const subject = change.object === undefined ? change.path : `${change.object.kind}/${change.object.name}`;
  const from = change.from === undefined ? "" : ` from ${change.from}`;
  const why = change.why === undefined ? "" : pc.dim(`  ${change.why}`);
  const heading = `  ${STYLES[change.verb](change.verb.padEnd(7))}  ${subject}${from}${why}`;
  return [heading, ...change.fields.map(field => `           ${fieldLine(field)}`)];
}

function fieldLine({ path, before, after }: FieldChange): string {
  if (before === undefined) return `${path}: ${pc.green(`+ ${short(after)}`)}`;
  if (after === undefined) return `${path}: ${pc.red(`- ${short(before)}`)}`;
  return `${path}: ${pc.red(short(before))} → ${pc.green(short(after))}`;
}

/** A value on one line, cut in the middle of what is too long to read. */
function short(value: unknown): string {
  const text = typeof value === "string" ? value.replaceAll(/\s+/g, " ") : JSON.stringify(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE - 1)}…`;
}
