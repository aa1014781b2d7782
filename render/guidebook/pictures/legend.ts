import { rounded } from "../../picture/graphviz.ts";
import type { Drawing, NodeKind } from "./drawing.ts";
import { FONT_SIZE } from "./measure.ts";
import { shape } from "./shape.ts";
import { textWidth } from "./text-width.ts";

/** Elements of SVG, placed from the upper left corner of what they are together. */
export interface Legend {
  readonly elements: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** Says which shape is what, in rows at most `room` wide. It names only what is drawn. */
export function legend({ nodes, edges }: Drawing, room: number): Legend {
  const kinds = KINDS.filter(kind => nodes.some(node => node.kind === kind));
  const entries = kinds.map(kind => ({ words: WORDS[kind], sign: (x: number, y: number) => signOf(kind, x, y) }));
  if (edges.some(({ isDashed }) => isDashed)) entries.push({ words: "not always", sign: dashes });
  let [x, y, width] = [0, 0, 0];
  const elements = entries.map(({ words, sign }) => {
    const end = SIGN.width + BESIDE + Math.ceil(textWidth(words, FONT_SIZE));
    if (x > 0 && x + end > room) [x, y] = [0, y + ROW];
    const text = `<text class="start" x="${rounded(x + SIGN.width + BESIDE)}" y="${y + FONT_SIZE}">${words}</text>`;
    const element = sign(x, y) + text;
    width = Math.max(width, x + end);
    x += end + BETWEEN;
    return element;
  });
  return { elements, width, height: y + SIGN.height };
}

const WORDS: Readonly<Record<NodeKind, string>> = {
  person: "person",
  host: "host",
  platform: "platform",
  tool: "tool",
  app: "app",
  data: "data",
  secret: "secret",
  outside: "outside the lab",
};

const KINDS = Object.keys(WORDS) as NodeKind[];

const SIGN = { width: 26, height: 18 };

/** From a sign to its words, and from those to the next sign. */
const BESIDE = 6;
const BETWEEN = 14;

const ROW = 26;

function signOf(kind: NodeKind, x: number, y: number): string {
  return `<g class="node ${kind}">${shape(kind, { x, y, ...SIGN })}</g>`;
}

function dashes(x: number, y: number): string {
  return `<path class="edge gaps" d="M${rounded(x)} ${y + SIGN.height / 2}h${SIGN.width}"/>`;
}
