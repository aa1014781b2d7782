import { questionWords, stemOf } from "./words.ts";

/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Characters of a text that a result shows. */
const LENGTH = 150;

/** The line of a text where most words of a question stand, cut to a length, with those words marked. */
export function snippet(text: string, question: string): Piece[] {
  const pattern = patternOf(question);
  if (pattern === undefined) return [];
  const lines = text.split("\n");
  const counts = lines.map(line => new Set(line.toLowerCase().match(pattern) ?? []).size);
  const line = lines[counts.indexOf(Math.max(...counts))] ?? "";
  return pieces(cut(line, line.search(pattern)), pattern);
}

/** A text with the words of a question marked. */
export function marked(text: string, question: string): Piece[] {
  const pattern = patternOf(question);
  return pattern === undefined ? [{ text, isMatch: false }] : pieces(text, pattern);
}

function patternOf(question: string): RegExp | undefined {
  const words = questionWords(question).map(stemOf); // letters and digits: nothing to escape
  return words.length === 0 ? undefined : new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})[\\p{L}\\p{N}]*`, "giu");
}

function cut(line: string, match: number): string {
  if (line.length <= LENGTH) return line;
  const start = match < LENGTH / 2 ? 0 : line.lastIndexOf(" ", match - LENGTH / 3) + 1;
  const end = line.lastIndexOf(" ", start + LENGTH);
  const shown = line.slice(start, end > start ? end : start + LENGTH);
  return `${start === 0 ? "" : "… "}${shown}${start + shown.length < line.length ? " …" : ""}`;
}

function pieces(text: string, pattern: RegExp): Piece[] {
  const matches = [...text.matchAll(pattern)];
  const ends = [0, ...matches.map(({ index, 0: word }) => index + word.length)];
  const parts = ends.flatMap((end, number) => {
    const match = matches[number];
    const before = { text: text.slice(end, match?.index), isMatch: false };
    return match === undefined ? [before] : [before, { text: match[0], isMatch: true }];
  });
  return parts.filter(part => part.text !== "");
}
