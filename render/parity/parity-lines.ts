import pc from "picocolors";
import { columns } from "../terminal/columns.ts";
import { findingLines } from "../terminal/finding-lines.ts";
import type { Deviation } from "./compare.ts";
import type { Parity } from "./parity.ts";

/** What is wrong with each component, and below it the table of what was compared. */
export function parityLines(outcomes: readonly Parity[]): string[] {
  return [...outcomes.flatMap(wrongLines), ...table(outcomes)];
}

function table(outcomes: readonly Parity[]): string[] {
  const heading = ["component", "objects", "absent", "fields", "deviations", "findings"].map(title => pc.bold(title));
  const rows = outcomes.map(({ component, objects, absent, fields, deviations, findings }) => [
    component,
    `${objects}`,
    `${absent}`,
    `${fields}`,
    `${deviations.length}`,
    findings.length === 0 ? pc.green("0") : pc.red(`${findings.length}`),
  ]);
  return columns([heading, ...rows]);
}

/** Findings as sentences, but unlisted deviations as the lines that would list them. */
function wrongLines(outcome: Parity): string[] {
  if (outcome.findings.length === 0) return [];
  const others = outcome.findings.slice(0, outcome.findings.length - outcome.unlisted.length);
  return [...findingLines(others), ...linesToAdd(outcome), ""];
}

function linesToAdd({ component, unlisted }: Parity): string[] {
  if (unlisted.length === 0) return [];
  return [
    `${pc.red("error")}  Unlisted deviations of "${component}", upstream → ours: make them equal, or write the reason below`,
    `"fields" in platform/components/${component}/deviations.ts:`,
    ...[...Map.groupBy(unlisted, ({ object }) => object)].flatMap(([object, fields]) => [
      `    ${JSON.stringify(object)}: {`,
      ...fields.map(lineToAdd),
      "    },",
    ]),
  ];
}

function lineToAdd({ path, before, after }: Deviation): string {
  const key = path.includes('"') ? `'${path}'` : `"${path}"`;
  return `      ${key}: "", ${pc.dim(`// ${short(before)} → ${short(after)}`)}`;
}

const LONGEST_VALUE = 90;

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? "none";
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE - 1)}…`;
}
