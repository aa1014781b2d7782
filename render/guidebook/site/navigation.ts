import type { Page } from "../page.ts";

/** A line of the navigation. */
export interface Entry {
  readonly page: Page;
  readonly isOpen: boolean;
  /** Pages below it, of the chapter that is open. */
  readonly children: readonly Entry[];
  /** How many more there are than `children`. */
  readonly hidden: number;
}

/** Children that a chapter shows all of; with more, it shows those near the open page. */
const MOST_CHILDREN = 60;

/** Children shown on each side of the open page, where there are too many. */
const NEIGHBOURS = 5;

/** Pages by chapter, once for a whole book: each of its pages shows every chapter. */
export interface Chapters {
  readonly chapters: readonly Page[];
  readonly children: ReadonlyMap<string, readonly Page[]>;
}

/** Takes the pages of a book apart into chapters and what stands below them. */
export function chaptersOf(pages: readonly Page[]): Chapters {
  const children = Map.groupBy(
    pages.filter(({ path }) => path.includes("/")),
    ({ path }) => chapterOf(path),
  );
  return { chapters: pages.filter(({ path }) => !path.includes("/")), children };
}

/** What the navigation shows on a page: every chapter, and what is below the one that the page belongs to. */
export function navigationOf({ chapters, children }: Chapters, open: string): Entry[] {
  return chapters.map(page => {
    const below = page.path === chapterOf(open) ? (children.get(page.path) ?? []) : [];
    const shown = below.length > MOST_CHILDREN ? near(below, open) : below;
    return {
      page,
      isOpen: page.path === open,
      children: shown.map(child => ({ page: child, isOpen: child.path === open, children: [], hidden: 0 })),
      hidden: below.length - shown.length,
    };
  });
}

function near(pages: readonly Page[], open: string): readonly Page[] {
  const index = pages.findIndex(({ path }) => path === open);
  return index === -1 ? [] : pages.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1);
}

function chapterOf(path: string): string {
  return path.split("/")[0] ?? path;
}
