import { slug } from "github-slugger";

/** A heading with the anchor that Gitea gives it. */
export interface Heading {
  /** 1 for the title of the page. */
  readonly level: number;
  /** Without the marks of Markdown. */
  readonly text: string;
  /** `what-to-do-when-it-breaks`; a second one of the same words has the same, and a link leads to the first. */
  readonly anchor: string;
  /** Line that it is on, from 0. */
  readonly line: number;
}

/** Headings of a Markdown text, in order. A `#` in a block of code is none. */
export function headingsOf(markdown: string): Heading[] {
  return linesOutsideCode(markdown).flatMap(({ text, line }) => {
    const [, marks, words] = /^(#{1,6}) (.+)$/.exec(text) ?? [];
    if (marks === undefined || words === undefined) return [];
    const plain = withoutMarks(words);
    return { level: marks.length, text: plain, anchor: slug(plain), line };
  });
}

/** Lines of a Markdown text that lie in no block of code. */
export function linesOutsideCode(markdown: string): { readonly text: string; readonly line: number }[] {
  let isCode = false;
  return markdown.split("\n").flatMap((text, line) => {
    const isFence = /^\s*```/.test(text);
    if (isFence) isCode = !isCode;
    return isCode || isFence ? [] : { text, line };
  });
}

/** Words of a heading as a reader sees them: no emphasis, no address of a link. */
export function withoutMarks(words: string): string {
  return words
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/[*`]/g, "")
    .trim();
}
