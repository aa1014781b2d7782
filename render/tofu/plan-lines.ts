import pc from "picocolors";
import type { FieldChange } from "../tree/field-changes.ts";
import { lossBy } from "./data-bearing.ts";
import { plainText } from "./plain-text.ts";
import { STACK_VERBS, type StackChange, type StackVerb } from "./stack-change.ts";

const STYLES: Readonly<Record<StackVerb, (text: string) => string>> = {
  replace: pc.red,
  destroy: pc.red,
  orphan: pc.magenta,
  move: pc.cyan,
  import: pc.blue,
  update: pc.yellow,
  create: pc.green,
};

const LONGEST_VALUE = 60;

/** Changes as lines, below a heading for each instance; what no instance has for itself stands below the stack. */
export function planLines(stack: string, changes: readonly StackChange[]): string[] {
  const groups = Map.groupBy(changes, ({ instance }) => (instance === undefined ? stack : `${stack}/${instance}`));
  return [...groups].flatMap(([heading, list]) => [pc.bold(plainText(heading)), ...list.flatMap(linesOf)]);
}

/** How many changes of each verb there are: `1 destroy, 2 update`. */
export function planTotals(changes: readonly StackChange[]): string {
  return STACK_VERBS.map(verb => [verb, changes.filter(change => change.verb === verb).length] as const)
    .filter(([, count]) => count > 0)
    .map(([verb, count]) => STYLES[verb](`${count} ${verb}`))
    .join(", ");
}

function linesOf(change: StackChange): string[] {
  const { verb, address, from, fields, why } = change;
  const loss = lossBy(change);
  const remarks = [from === undefined ? "" : ` from ${from}`, why === undefined ? "" : pc.dim(`  ${why}`)].join("");
  return [
    `  ${STYLES[verb](verb.padEnd(7))}  ${address}${remarks}`,
    ...(loss === undefined ? [] : [`           ${pc.red(loss)}`]),
    ...fields.map(field => `           ${fieldLine(field)}`),
  ];
}

function fieldLine({ path, before, after }: FieldChange): string {
  const subject = path === "" ? "" : `${plainText(path)}: `;
  if (before === undefined) return `${subject}${pc.green(`+ ${short(after)}`)}`;
  if (after === undefined) return `${subject}${pc.red(`- ${short(before)}`)}`;
  return `${subject}${pc.red(short(before))} → ${pc.green(short(after))}`;
}

function short(value: unknown): string {
  const text = plainText(typeof value === "string" ? value.replaceAll(/\s+/g, " ") : JSON.stringify(value));
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE - 1)}…`;
}
