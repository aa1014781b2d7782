import type { Lab } from "../../checks/rule.ts";
import { oncePer } from "../../memory/once-per.ts";
import { type Book, bookOf, guidebookFolder } from "../book.ts";
import type { Page } from "../page.ts";
import { addressOf } from "./address-of.ts";
import { contentOf } from "./content.ts";
import type { Place } from "./frame.ts";
import { chaptersOf, navigationOf } from "./navigation.ts";
import { searchLine } from "./search-script.ts";
import { sitePage } from "./site-page.ts";

/** A page of the guidebook as the site has it. */
export interface MadePage {
  readonly html: string;
  /** Its line of `search.js`. */
  readonly searched: string;
}

/**
 * Makes one page of the site. It depends on the page, the cluster, and path and title of every other page.
 *
 * @param places that the bar shows beside the guidebook
 */
export function makePage(lab: Lab, page: Page, places: readonly Place[] = []): MadePage {
  const { cluster } = lab;
  const { chapters, around } = surroundingsOf(bookOf(lab));
  const place = { cluster, folder: guidebookFolder(lab), page: page.path };
  const content = contentOf(page.text, link => addressOf(link, place));
  const navigation = navigationOf(chapters, page.path);
  const [previous, next] = around.get(page) ?? [];
  return {
    html: sitePage({ cluster, page, content, navigation, previous, next, places }),
    searched: searchLine(page, content.sections),
  };
}

const surroundingsOf = oncePer(({ pages }: Book) => ({
  chapters: chaptersOf(pages),
  around: new Map(pages.map((page, index) => [page, [pages[index - 1], pages[index + 1]] as const])),
}));
