import pc from "picocolors";
import { findingLines } from "../terminal/finding-lines.ts";
import type { ChangedDefault } from "./changed-defaults.ts";
import type { Upgrade } from "./upgrade.ts";

/** What an upgrade brings, what stands against it, and what was not compared. */
export function upgradeLines({ defaults, findings, failures, notes }: Upgrade): string[] {
  return [
    ...(defaults === undefined ? [] : defaultLines(defaults)),
    ...findingLines(findings),
    ...failures.map(failure => `${pc.red("error")}  ${failure}`),
    ...notes.map(note => `${pc.yellow("note ")}  ${note}`),
  ];
}

function defaultLines(defaults: readonly ChangedDefault[]): string[] {
  return [
    pc.bold(`${defaults.length} changed ${defaults.length === 1 ? "default" : "defaults"} of the upstream`),
    ...[...Map.groupBy(defaults, ({ object }) => object)].flatMap(([object, changes]) => [
      `  ${object}`,
      ...changes.map(changeLine),
    ]),
    "",
  ];
}

function changeLine({ path, before, after, reason }: ChangedDefault): string {
  const deviates = reason === undefined ? "" : pc.dim(`  the lab deviates: ${reason}`);
  const values = `${pc.red(short(before))} → ${pc.green(short(after))}`;
  return `    ${path === undefined ? values : `${path}: ${values}`}${deviates}`;
}

const LONGEST_VALUE = 90;

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? "none";
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE - 1)}…`;
}
