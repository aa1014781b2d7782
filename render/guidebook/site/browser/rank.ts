import type { SearchData } from "../search-data.ts";
import { questionWords, stemOf, wordsOf } from "./words.ts";

/** A place that can be found: a page, one of its sections, or a file. */
export interface Entry {
  /** From the site's folder: `storage.html#backups`. */
  readonly address: string;
  /** The same for everything of one page. */
  readonly page: string;
  readonly title: string;
  /** Empty for the top of a page, and for a file. */
  readonly heading: string;
  readonly text: string;
  readonly isFile: boolean;
  /** Words of title, heading and text, each with a space before it. */
  readonly words: readonly [title: string, heading: string, text: string];
}

/** What a word is worth where it stands: whole, and as the beginning of another. */
const WORTH = [
  { whole: 12, beginning: 8 },
  { whole: 7, beginning: 5 },
  { whole: 2, beginning: 1 },
] as const;

/** Words that stand close together mean each other: as much more where they are neighbours. */
const WORTH_OF_NEARNESS = 6;

/** Characters beyond which words have nothing to do with each other. */
const FAR = 240;

/** A page whose title has every word is opened at its top; as much again for a title that has no other word. */
const WORTH_OF_THE_TOP = 10;

/** With fewer places that have every word, those that lack one of at least three follow. */
const FEW = 4;

const LONG_QUESTION = 3;

/** Sections of one page that are shown, the best ones. */
const MOST_OF_ONE_PAGE = 2;

/** Everything that can be found, ready to be searched many times. */
export function entriesOf({ pages, files }: SearchData): Entry[] {
  const sections = pages.flatMap(([page, title, list]) =>
    list.map(([heading, anchor, text]) => {
      const address = anchor === "" ? page : `${page}#${anchor}`;
      return {
        address,
        page,
        title,
        heading,
        text,
        isFile: false,
        words: [searchable(title), searchable(heading), searchable(text)],
      } as const;
    }),
  );
  const others = files.map(([address, title, text]) => {
    return {
      address,
      page: address,
      title,
      heading: "",
      text,
      isFile: true,
      words: ["", searchable(title), searchable(text)],
    } as const;
  });
  return [...sections, ...others];
}

/**
 * Places that have every word of a question, the best first. A word may be the beginning of one that is there. A word
 * in a title counts more than one in a heading, and that more than one in the text. Where few have all words of a long
 * question, places follow that lack one.
 */
export function rank(entries: readonly Entry[], question: string, most = 12): Entry[] {
  const words = questionWords(question);
  if (words.length === 0) return [];
  const hits = entries.flatMap(entry => hitOf(entry, words) ?? []);
  const whole = hits.filter(({ lacking }) => lacking === 0);
  const found = fewOfEachPage(best(whole));
  const isHelpWanted = found.length < FEW && words.length >= LONG_QUESTION;
  const nearly = isHelpWanted ? best(hits.filter(({ lacking }) => lacking === 1)) : [];
  return fewOfEachPage([...found, ...nearly]).slice(0, most);
}

interface Hit {
  readonly entry: Entry;
  readonly score: number;
  /** How many words are not there. */
  readonly lacking: number;
}

/** Nothing for a section that has none of the words itself: then its page is the place. */
function hitOf(entry: Entry, words: readonly string[]): Hit | undefined {
  const worths = words.map(word => entry.words.map((text, place) => worthOf(text, word, WORTH[place as 0 | 1 | 2])));
  const isOwn = worths.some(([, heading = 0, text = 0]) => heading + text > 0);
  const isTop = entry.heading === "" && worths.every(([title = 0]) => title > 0);
  if (!isOwn && !isTop) return undefined;
  const score = worths.flat().reduce((sum, worth) => sum + worth, nearness(entry.words[2], words));
  const lacking = worths.filter(places => places.every(worth => worth === 0)).length;
  return { entry, score: isTop ? score + worthOfTop(entry, words) : score, lacking };
}

function worthOfTop({ title }: Entry, words: readonly string[]): number {
  return WORTH_OF_THE_TOP * (1 + words.length / Math.max(words.length, wordsOf(title).length));
}

function best(hits: readonly Hit[]): Entry[] {
  return hits.toSorted((one, other) => other.score - one.score).map(({ entry }) => entry);
}

function fewOfEachPage(entries: readonly Entry[]): Entry[] {
  const taken = new Map<string, number>();
  return entries.filter(({ page }) => {
    const count = (taken.get(page) ?? 0) + 1;
    taken.set(page, count);
    return count <= MOST_OF_ONE_PAGE;
  });
}

function worthOf(text: string, word: string, worth: (typeof WORTH)[number]): number {
  if (text.includes(` ${word} `)) return worth.whole;
  return text.includes(` ${stemOf(word)}`) ? worth.beginning : 0;
}

/** How close the words come to each other anywhere in a text: 1 where they are neighbours, 0 where they are far apart. */
function nearness(text: string, words: readonly string[]): number {
  if (words.length < 2) return 0;
  const [first = "", ...others] = words.map(word => ` ${stemOf(word)}`);
  let best = FAR;
  for (let at = text.indexOf(first); at !== -1; at = text.indexOf(first, at + 1)) {
    const spread = Math.max(...others.map(other => distance(text, other, at)));
    best = Math.min(best, spread);
  }
  return WORTH_OF_NEARNESS * (1 - best / FAR);
}

function distance(text: string, word: string, from: number): number {
  const after = text.indexOf(word, from);
  const before = text.lastIndexOf(word, from);
  return Math.min(after === -1 ? FAR : after - from, before === -1 ? FAR : from - before, FAR);
}

function searchable(text: string): string {
  return ` ${wordsOf(text).join(" ")} `;
}
