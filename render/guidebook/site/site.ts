import type { Lab } from "../../checks/rule.ts";
import { bookOf, guidebookFolder } from "../book.ts";
import { addressOf, sitePath } from "./address-of.ts";
import { type Content, contentOf } from "./content.ts";
import type { Place } from "./frame.ts";
import { chaptersOf, navigationOf } from "./navigation.ts";
import type { SearchedPage } from "./search-data.ts";
import { searchedPage } from "./search-script.ts";
import { sitePage } from "./site-page.ts";

/** The guidebook of a lab as pages for a browser. */
export interface Site {
  /** HTML by path below the site: `tools/traefik.html`. */
  readonly pages: ReadonlyMap<string, string>;
  readonly searched: readonly SearchedPage[];
}

/**
 * Makes every page of a lab's guidebook.
 *
 * @param places that the bar shows beside the guidebook
 */
export function siteOf(lab: Lab, places: readonly Place[] = []): Site {
  const { pages } = bookOf(lab);
  const { cluster } = lab;
  const folder = guidebookFolder(lab);
  const chapters = chaptersOf(pages);
  const contents: Content[] = pages.map(({ path, text }) =>
    contentOf(text, link => addressOf(link, { cluster, folder, page: path })),
  );
  const shown = pages.map((page, index) => {
    const content = contents[index] as Content;
    const navigation = navigationOf(chapters, page.path);
    const [previous, next] = [pages[index - 1], pages[index + 1]];
    return [sitePath(page.path), sitePage({ cluster, page, content, navigation, previous, next, places })] as const;
  });
  const searched = pages.map((page, index) => searchedPage(page, contents[index]?.sections ?? []));
  return { pages: new Map(shown), searched };
}
