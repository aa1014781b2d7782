import type { Page } from "../page.ts";
import { sitePath } from "./address-of.ts";
import type { Section } from "./content.ts";
import { SEARCH_DATA, type SearchedFile, type SearchedPage } from "./search-data.ts";

/**
 * The script with everything that can be found; one line for each page, so that a change is one of few lines.
 *
 * @param pages the line of each
 */
export function searchScript(pages: readonly string[], files: readonly SearchedFile[] = []): string {
  const ofFiles = files.map(file => JSON.stringify(file));
  return `globalThis.${SEARCH_DATA} = { "pages": ${list(pages)}, "files": ${list(ofFiles)} };\n`;
}

/** What is to be found of a page, as its line. */
export function searchLine({ path, title }: Page, sections: readonly Section[]): string {
  return JSON.stringify([
    sitePath(path),
    title,
    sections.map(({ level, heading, anchor, text }) =>
      level === 1 ? (["", "", text] as const) : ([heading, anchor, text] as const),
    ),
  ] satisfies SearchedPage);
}

/** The lines of a script by the address that each begins with. */
export function searchLines(script: string): ReadonlyMap<string, string> {
  return new Map(
    script.split("\n").flatMap(text => {
      const [, line = "", address] = /^(\["([^"]+)".*\]),?$/s.exec(text) ?? [];
      return address === undefined ? [] : [[address, line]];
    }),
  );
}

function list(lines: readonly string[]): string {
  return `[\n${lines.join(",\n")}\n]`;
}
