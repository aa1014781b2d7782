/** What is searched in a browser: written by the site as one script, `search.js`, and read by the pages. Plain data. */
export interface SearchData {
  readonly pages: readonly SearchedPage[];
  /** What is no page of the guidebook: objects and files of the tree, where a server shows them. */
  readonly files: readonly SearchedFile[];
}

/** Address from the site's folder, title, sections. Lists, because there are many of them. */
export type SearchedPage = readonly [address: string, title: string, sections: readonly SearchedSection[]];

/** The first section is what stands below the title: its heading is empty. */
export type SearchedSection = readonly [heading: string, anchor: string, text: string];

export type SearchedFile = readonly [address: string, title: string, text: string];

/** Where the script puts it: a page from disk may run a script, but read no file. */
export const SEARCH_DATA = "guidebookSearch";
