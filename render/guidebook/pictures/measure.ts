import type { CondensedNode } from "./alike.ts";
import { textWidth } from "./text-width.ts";
import { wrap } from "./wrap.ts";

export interface TextLine {
  readonly text: string;
  readonly isBold: boolean;
}

/** Lines of a text with the room that they need. */
export interface Measured {
  readonly lines: readonly TextLine[];
  readonly width: number;
  readonly height: number;
}

/** Size of all text: on a phone a picture is shown a fifth smaller than it is. */
export const FONT_SIZE = 13;

/** From one line to the next. */
export const LINE_HEIGHT = 17;

/** A node: its lines, wrapped at about eighteen characters, and the room around them. */
export function measureNode({ lines, kind }: CondensedNode): Measured {
  const texts = measure(
    lines.map((text, index) => ({ text, isBold: index === 0 && lines.length > 1 })),
    136,
  );
  return { ...texts, width: Math.max(texts.width + 24, 64), height: texts.height + 13 + roomAbove(kind) };
}

/** That the shape of some kinds needs above its text. */
export function roomAbove(kind: CondensedNode["kind"]): number {
  return kind === "data" || kind === "host" ? 6 : 0;
}

/** What is written at an edge. */
export function measureLabel(text: string): Measured {
  return measure([{ text, isBold: false }], 136);
}

/** The title of a box that has this much room. */
export function measureTitle(text: string, room: number): Measured {
  return measure([{ text, isBold: true }], Math.max(room, NARROWEST_TITLE));
}

const NARROWEST_TITLE = 90;

function measure(texts: readonly TextLine[], room: number): Measured {
  const widthOf = ({ text, isBold }: TextLine) => textWidth(text, FONT_SIZE, isBold);
  const lines = texts.flatMap(({ text, isBold }) =>
    wrap(withoutLoneNumber(text), line => widthOf({ text: line, isBold }) <= room).map(line => ({
      text: line,
      isBold,
    })),
  );
  return { lines, width: Math.ceil(Math.max(0, ...lines.map(widthOf))), height: lines.length * LINE_HEIGHT };
}

/** `cms, erp, webapp and 97 more` breaks before the last three words, if there. */
function withoutLoneNumber(text: string): string {
  return text.replace(/ and (\d+) more$/, " and\u00a0$1\u00a0more");
}
