import pc from "picocolors";
import { type Finding, sentence } from "../../clusters/finding.ts";

/** One line for each finding, errors first. */
export function findingLines(findings: readonly Finding[]): string[] {
  const errors = findings
    .filter(({ level }) => level === "error")
    .map(finding => `${pc.red("error")}  ${sentence(finding)}`);
  const notes = findings
    .filter(({ level }) => level === "note")
    .map(finding => `${pc.yellow("note")}   ${sentence(finding)}`);
  return [...errors, ...notes];
}

/** Whether anything is wrong; notes are not. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === "error");
}
