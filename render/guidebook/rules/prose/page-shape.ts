import { inQuotes } from "../../../checks/findings/mismatch.ts";
import { type Prose, readProse } from "../../../prose/read-prose.ts";
import { CHAPTERS_FOLDER, RUNBOOKS_FOLDER, TEMPLATES } from "../../drafts.ts";
import type { Writing } from "../../writings.ts";

/** Sections of every component's page, in this order. */
export const SECTIONS = [
  "What it is",
  "Where its state lives",
  "How to operate it",
  "What to do when it breaks",
] as const;

/** Sections that every runbook has, in this order; others may stand between them. */
export const RUNBOOK_SECTIONS = [
  "When to use it",
  "What you need",
  "Steps",
  "How to see that it worked",
  "How to go back",
] as const;

/** What a page lacks, and what would be right. */
export interface PageFault {
  readonly field?: string;
  readonly problem: string;
  readonly remedy: string;
}

/** Of a component without any page. */
export const MISSING_PAGE: PageFault = {
  problem: "it has no page in the guidebook",
  remedy: `write one with the sections ${SECTIONS.map(inQuotes).join(", ")}`,
};

/** What a text lacks that every one of its kind has: a title, a sentence below it, sections. */
export function shapeOf({ file, text }: Writing): PageFault[] {
  if (Object.values(TEMPLATES).includes(file)) return [];
  if (file.startsWith("apps/")) return text === "" ? [UNDESCRIBED] : [];
  const prose = readProse(text);
  if (file.startsWith("platform/components/")) return [...openingOf(prose), ...sectionsOf(prose)];
  if (file.startsWith(RUNBOOKS_FOLDER)) return [...openingOf(prose), ...runbookSections(prose)];
  return file.startsWith(CHAPTERS_FOLDER) ? openingOf(prose) : openingOf(prose).filter(fault => fault === UNTITLED);
}

const UNDESCRIBED: PageFault = {
  problem: "nothing says what the app is",
  remedy: "write a docstring right before its defineApp(): what it is, and where its state lives,",
};

const UNTITLED: PageFault = { problem: "it has no title", remedy: 'begin with a line such as "# Grafana"' };

function openingOf({ title, lead }: Prose): PageFault[] {
  const bare = { problem: "nothing stands below its title", remedy: "say in one sentence what it is" };
  return [...(title === "" ? [UNTITLED] : []), ...(lead === "" ? [bare] : [])];
}

function sectionsOf({ sections }: Prose): PageFault[] {
  const titles = sections.map(section => section.title);
  if (titles.join("\n") === SECTIONS.join("\n")) return [];
  return [{ problem: `its sections are ${listed(titles)}`, remedy: `write ${listed(SECTIONS)}, in this order,` }];
}

/** More sections may stand between those that each runbook has. */
function runbookSections({ sections }: Prose): PageFault[] {
  const titles = sections.map(section => section.title);
  const required = titles.filter(title => (RUNBOOK_SECTIONS as readonly string[]).includes(title));
  if (required.join("\n") === RUNBOOK_SECTIONS.join("\n")) return [];
  return [
    { problem: `its sections are ${listed(titles)}`, remedy: `write ${listed(RUNBOOK_SECTIONS)}, in this order,` },
  ];
}

function listed(titles: readonly string[]): string {
  return titles.map(inQuotes).join(", ") || "none";
}
