import type { Finding } from "../../clusters/finding.ts";
import { componentPage } from "../../platform/naming.ts";
import { bookOf } from "../guidebook/book.ts";
import { readProse, SECTIONS } from "../guidebook/prose.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { inQuotes } from "./findings/mismatch.ts";
import type { Lab, Rule } from "./rule.ts";

/**
 * Every component has a page for the guidebook: a title, a sentence, the four sections in their order, none of them
 * empty. What any page names exists: facts, parts, other pages and their headings.
 */
export const pages: Rule = {
  name: "pages",
  check: lab => [
    ...lab.units.filter(({ component }) => component !== undefined).flatMap(unit => formOf(unit, lab)),
    ...bookOf(lab).faults.map(({ file, ...fault }) => ({
      level: "error" as const,
      rule: pages.name,
      cluster: lab.cluster.name,
      ...fault,
      file,
    })),
  ],
};

interface PageFault {
  readonly field?: string;
  readonly problem: string;
  readonly remedy: string;
}

const MISSING: PageFault = {
  problem: "it has no page in the guidebook",
  remedy: `write one with the sections ${SECTIONS.map(inQuotes).join(", ")}`,
};

function formOf(unit: BuiltUnit, { cluster, prose }: Lab): Finding[] {
  const file = componentPage(unit.name);
  const text = prose.get(file);
  const faults = text === undefined ? [MISSING] : form(text);
  return faults.map(fault => ({
    level: "error",
    rule: pages.name,
    cluster: cluster.name,
    unit: unit.name,
    ...fault,
    file,
  }));
}

function form(text: string): PageFault[] {
  const { title, lead, sections } = readProse(text);
  const faults: PageFault[] = [];
  if (title === "") faults.push({ problem: "it has no title", remedy: 'begin with a line such as "# Grafana"' });
  if (lead === "") faults.push({ problem: "nothing stands below its title", remedy: "say in one sentence what it is" });
  const titles = sections.map(section => section.title);
  if (titles.join("\n") !== SECTIONS.join("\n")) {
    const problem = `its sections are ${titles.map(inQuotes).join(", ") || "none"}`;
    faults.push({ problem, remedy: `write ${SECTIONS.map(inQuotes).join(", ")}, in this order,` });
  }
  for (const section of sections) {
    if (section.text !== "") continue;
    faults.push({ field: section.title, problem: "the section is empty", remedy: "write what a reader needs there" });
  }
  return faults;
}
