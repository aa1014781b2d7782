import { type Heading, linesOutsideCode } from "./headings.ts";
import { type Page, relativePath } from "./page.ts";

/** A link that leads nowhere. */
export interface DeadLink {
  /** As it stands in the page: `[[tools/redis#nowhere]]`. */
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

/** Pages that links may lead to, by path, with their headings. */
export type Targets = ReadonlyMap<string, Pick<Page, "title"> & { readonly headings: readonly Heading[] }>;

/** Where a page lies below the repository: what a link to a file has to climb. */
export interface Place {
  /** Path of the page below the guidebook's folder. */
  readonly page: string;
  /** The guidebook's folder: `rendered/arcodange/guidebook`. */
  readonly folder: string;
}

/**
 * Writes each `[[link]]` of a page as a link of Markdown: `[[storage]]` with the title of that page, `[[storage#backups]]`
 * with title and heading, `[[storage|where data lies]]` with a text of its own, `[[file:apps/erp.ts]]` to a file of the
 * repository. In code nothing is a link.
 */
export function resolveLinks(
  text: string,
  targets: Targets,
  place: Place,
): { readonly text: string; readonly dead: readonly DeadLink[] } {
  const dead: DeadLink[] = [];
  const resolved = new Map(
    linesOutsideCode(text)
      .filter(({ text: words }) => words.includes("[["))
      .map(({ text: words, line }) => [line, resolveLine(words, targets, place, dead)]),
  );
  const lines = text.split("\n").map((words, line) => resolved.get(line) ?? words);
  return { text: lines.join("\n"), dead };
}

/** Files of the repository that a text links to. */
export function linkedFiles(text: string): string[] {
  const lines = linesOutsideCode(text).map(line => line.text);
  return [...new Set(lines.flatMap(line => [...line.matchAll(LINK)]).flatMap(([, , file]) => file ?? []))];
}

/** Spans of code are matched first, and stay as they are. */
const LINK = /(`[^`]*`)|\[\[(?:file:([\w./@-]+)|([\w/.-]*)(?:#([\w-]+))?)(?:\|([^\]]+))?\]\]/g;

function resolveLine(line: string, targets: Targets, place: Place, dead: DeadLink[]): string {
  return line.replaceAll(LINK, (field, code, file, path, anchor, words) => {
    if (code !== undefined) return code;
    if (file !== undefined) return `[${words ?? `\`${file}\``}](${climb(place)}${file})`;
    const target = targets.get(path === "" ? place.page : path);
    const heading = target?.headings.find(each => each.anchor === anchor);
    if (target === undefined) {
      const remedy = "link to a page of this lab, such as [[storage]] or [[tools/traefik]], or say it in words";
      dead.push({ field, problem: `there is no page "${path}"`, remedy });
      return words ?? path;
    }
    if (anchor !== undefined && heading === undefined) {
      const known = target.headings.filter(({ level }) => level > 1).map(each => `#${each.anchor}`);
      dead.push({ field, problem: `that page has no heading "${anchor}"`, remedy: `link to ${known.join(", ")}` });
    }
    const address = path === "" ? "" : `${relativePath(place.page, path)}.md`;
    const fallback = path === "" ? heading?.text : [target.title, heading?.text].filter(Boolean).join(", ");
    return `[${words ?? fallback}](${address}${anchor === undefined ? "" : `#${anchor}`})`;
  });
}

function climb({ page, folder }: Place): string {
  return "../".repeat(`${folder}/${page}`.split("/").length - 1);
}
