/** Sections of every component's page, in this order. */
export const SECTIONS = [
  "What it is",
  "Where its state lives",
  "How to operate it",
  "What to do when it breaks",
] as const;

/** A section with the text below its heading, without the spaces around it. */
export interface Section {
  readonly title: string;
  readonly text: string;
}

/** A page, taken apart: `# Title`, a lead, and sections that begin with `## `. */
export interface Page {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly Section[];
}

/** Takes a page apart. What it lacks is empty. A `#` in a block of code is no heading. */
export function readPage(markdown: string): Page {
  const [head = "", ...rest] = splitAtHeadings(markdown);
  const [, title = "", lead = ""] = /^(?:# ([^\n]*))?(.*)$/s.exec(head.trim()) ?? [];
  return {
    title: title.trim(),
    lead: lead.trim(),
    sections: rest.map(block => {
      const [title = "", ...text] = block.split("\n");
      return { title: title.slice(3).trim(), text: text.join("\n").trim() };
    }),
  };
}

function splitAtHeadings(markdown: string): string[] {
  const blocks: string[][] = [[]];
  let isCode = false;
  for (const line of markdown.split("\n")) {
    if (line.startsWith("```")) isCode = !isCode;
    if (line.startsWith("## ") && !isCode) blocks.push([]);
    blocks.at(-1)?.push(line);
  }
  return blocks.map(lines => lines.join("\n"));
}

/** Paths of the facts that a text names in double braces, such as `hosts.grafana`; in order, each once. */
export function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(PLACEHOLDER)].map(([, path = ""]) => path))];
}

/** The text with every fact in its place. @throws {Error} when a path names no fact, which the rule `pages` reports */
export function fillIn(text: string, factOf: (path: string) => string | undefined): string {
  return text.replaceAll(PLACEHOLDER, (_, path: string) => {
    const fact = factOf(path);
    if (fact === undefined) throw new Error(`Cannot fill in "{{${path}}}": there is no such fact`);
    return fact;
  });
}

const PLACEHOLDER = /\{\{\s*([\w.-]+)\s*\}\}/g;
