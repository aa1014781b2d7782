/** A section with the text below its heading, without the spaces around it. */
export interface Section {
  readonly title: string;
  readonly text: string;
}

/** The prose of a page, taken apart: `# Title`, a lead, and sections that begin with `## `. */
export interface Prose {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly Section[];
}

/** Takes the prose of a page apart. What it lacks is empty. A `#` in a block of code is no heading. */
export function readProse(markdown: string): Prose {
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
