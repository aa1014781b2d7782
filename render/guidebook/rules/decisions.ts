import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inQuotes } from "../../checks/findings/mismatch.ts";
import type { Lab, Rule } from "../../checks/rule.ts";
import { repositoryFolder } from "../../repository.ts";
import { DECISION_PARTS, type Decision, decisionsOf } from "../decisions.ts";

/**
 * Decisions are numbered without a gap, hold their parts in order, and govern code that names them: whoever is about to
 * change one finds the other.
 */
export const decisions: Rule = {
  name: "decisions",
  check: lab =>
    decisionFaults(lab, textOf).map(fault => ({
      level: "error",
      rule: decisions.name,
      cluster: lab.cluster.name,
      ...fault,
    })),
};

/** What is wrong with a decision, or with a file that it governs. */
export interface DecisionFault {
  readonly problem: string;
  readonly remedy: string;
  readonly file: string;
}

/** @param textOf gives the text of a file of this repository; undefined where there is none */
export function decisionFaults(lab: Pick<Lab, "prose">, textOf: (file: string) => string | undefined): DecisionFault[] {
  return decisionsOf(lab).flatMap((decision, index) => [
    ...numberFaults(decision, index + 1),
    ...partFaults(decision),
    ...codeFaults(decision, textOf),
  ]);
}

function numberFaults({ file, number, title }: Decision, expected: number): DecisionFault[] {
  const name = `${expected}`.padStart(4, "0");
  if (number !== expected) {
    return [{ problem: `its number is not ${expected}, the next one`, remedy: `name the file "${name}-..."`, file }];
  }
  if (title.startsWith(`${number}. `)) return [];
  const problem = `its title is ${inQuotes(title)}`;
  return [{ problem, remedy: `begin it with "# ${number}. ", as the name of its file does`, file }];
}

function partFaults({ file, parts }: Decision): DecisionFault[] {
  if (parts.join() === DECISION_PARTS.join()) return [];
  const wanted = DECISION_PARTS.map(part => inQuotes(`**${part}.**`)).join(", ");
  const problem = `its parts are ${parts.map(inQuotes).join(", ") || "none"}`;
  return [{ problem, remedy: `begin paragraphs with ${wanted}, in this order, each with its text behind it`, file }];
}

function codeFaults({ file, governs, parts }: Decision, textOf: (file: string) => string | undefined): DecisionFault[] {
  if (governs.length === 0 && parts.includes("Governs")) {
    return [{ problem: "it governs no file", remedy: "link to one, such as [[file:platform/databases.ts]],", file }];
  }
  return governs.flatMap(governed => {
    const text = textOf(governed);
    if (text === undefined) {
      return [
        { problem: `it governs ${inQuotes(governed)}, which is not there`, remedy: "name what took its place", file },
      ];
    }
    if (text.includes(file)) return [];
    const problem = `${inQuotes(file)} governs it, and it does not say so`;
    return [
      { problem, remedy: `name that file in a comment, or take it from the decision's last line`, file: governed },
    ];
  });
}

function textOf(file: string): string | undefined {
  const path = join(repositoryFolder, file);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
