import pc from "picocolors";
import { type Finding, sentence } from "../../clusters/finding.ts";

/** One line for each finding, errors first; what several instances have in common is said once. */
export function findingLines(findings: readonly Finding[]): string[] {
  return [...linesOf(findings, "error", pc.red("error")), ...linesOf(findings, "note", pc.yellow("note "))];
}

/** Whether anything is wrong; notes are not. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === "error");
}

function linesOf(findings: readonly Finding[], level: Finding["level"], heading: string): string[] {
  const alike = Map.groupBy(
    findings.filter(finding => finding.level === level),
    ({ rule, object, field, problem, remedy, file }) => JSON.stringify([rule, object, field, problem, remedy, file]),
  );
  return [...alike.values()].map(([first, ...others]) => {
    const places = others.map(({ cluster, unit }) => [cluster, unit].filter(part => part !== undefined).join("/"));
    const also = places.length === 0 ? "" : pc.dim(`, and for ${places.join(", ")}`);
    return `${heading}  ${first === undefined ? "" : sentence(first)}${also}`;
  });
}
