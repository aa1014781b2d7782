import type { Page } from "../page.ts";
import { sitePath } from "./address-of.ts";
import type { Section } from "./content.ts";
import { SEARCH_DATA, type SearchedFile, type SearchedPage } from "./search-data.ts";

/** The script with everything that can be found; one line for each page, so that a change is one of few lines. */
export function searchScript(pages: readonly SearchedPage[], files: readonly SearchedFile[] = []): string {
  return `globalThis.${SEARCH_DATA} = { "pages": ${lines(pages)}, "files": ${lines(files)} };\n`;
}

/** What is to be found of a page. */
export function searchedPage({ path, title }: Page, sections: readonly Section[]): SearchedPage {
  return [
    sitePath(path),
    title,
    sections.map(({ level, heading, anchor, text }) =>
      level === 1 ? (["", "", text] as const) : ([heading, anchor, text] as const),
    ),
  ];
}

function lines(list: readonly unknown[]): string {
  return `[\n${list.map(each => JSON.stringify(each)).join(",\n")}\n]`;
}
