/**
 * A table of Markdown, or nothing where it has no rows. Cells may hold Markdown in one line; a `|` in them is escaped.
 *
 * @param headings also says which columns hold numbers: those that end with ` #` are aligned to the right
 */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  const rule = headings.map(heading => (heading.endsWith(" #") ? "--:" : "---"));
  return [line(headings.map(heading => heading.replace(/ #$/, ""))), `| ${rule.join(" | ")} |`, ...rows.map(line)].join(
    "\n",
  );
}

function cell(text: string): string {
  return text.replaceAll("\n", " ").replaceAll(/(?<!\\)\|(?![^[\]]*\]\])/g, "\\|");
}

/** Items of a list, one line each. */
export function list(items: readonly string[]): string {
  return items.map(item => `- ${item}`).join("\n");
}

/** Numbered steps. */
export function steps(items: readonly string[]): string {
  return items.map((item, index) => `${index + 1}. ${item}`).join("\n");
}

/** Text in a span of code. */
export function code(text: string): string {
  return `\`${text}\``;
}

/** Several in spans of code, or a dash. */
export function codes(texts: readonly string[]): string {
  return texts.length === 0 ? "—" : texts.map(code).join(", ");
}

/** Commands to be typed, in a block. */
export function commands(lines: readonly string[]): string {
  return ["```sh", ...lines, "```"].join("\n");
}

/** A number with its noun: `1 volume`, `3 volumes`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}

/** Blocks with an empty line between them; empty ones fall out. */
export function blocks(...texts: readonly string[]): string {
  return texts.filter(text => text !== "").join("\n\n");
}

/** A link within the guidebook, as prose writes it; it is resolved when the page is finished. */
export function link(page: string, text?: string): string {
  return text === undefined ? `[[${page}]]` : `[[${page}|${text}]]`;
}

/** A link to a file of the repository. */
export function fileLink(path: string): string {
  return `[[file:${path}]]`;
}
