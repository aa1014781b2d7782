import { rounded } from "../../picture/graphviz.ts";
import type { Drawing } from "./drawing.ts";
import type { LaidOut } from "./lay-out.ts";
import { legend } from "./legend.ts";
import { FONT_SIZE, LINE_HEIGHT, type Measured, roomAbove } from "./measure.ts";
import { boundsOf, type Frame, type PlacedBox, type PlacedNode, titleFrame } from "./place.ts";
import type { PlacedLabel } from "./place-labels.ts";
import { pointsAlong } from "./points-along.ts";
import type { RoutedEdge } from "./route.ts";
import { shape } from "./shape.ts";
import { styleSheet } from "./style-sheet.ts";

/** Writes a picture that is laid out. */
export function writeSvg(drawing: Drawing, laidOut: LaidOut): string {
  const { nodes, boxes, edges, labels } = laidOut;
  const { x, y, width, height } = boundsOf([...nodes, ...boxes, ...labels, ...edges.flatMap(spots)]);
  const key = legend(drawing, Math.max(width, NARROWEST));
  const wide = Math.max(width, key.width);
  const ground = { x: x + (width - wide) / 2, y, width: wide, height: height + ABOVE_LEGEND + key.height };
  const { x: left, y: top } = ground;
  const view = [left - MARGIN, top - MARGIN, ground.width + 2 * MARGIN, ground.height + 2 * MARGIN].map(rounded);
  const sizes = `width="${view[2]}" height="${view[3]}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view.join(" ")}" ${sizes} role="img">`,
    `<title>${escaped(drawing.title)}</title>`,
    `<desc>${escaped(drawing.alternative)}</desc>`,
    `<style>${styleSheet()}</style>`,
    ARROW_TIP,
    `<rect class="ground" x="${view[0]}" y="${view[1]}" ${sizes}/>`,
    ...boxes.map(box => boxRectangle(box, box.depth)),
    ...edges.map(line),
    ...nodes.map(nodeShape),
    ...boxes.map(title),
    ...labels.map(label),
    `<g transform="translate(${rounded(x + (width - key.width) / 2)} ${rounded(y + height + ABOVE_LEGEND)})">`,
    ...key.elements,
    "</g>",
    "</svg>\n",
  ].join("\n");
}

/** A legend may be this wide below a picture that is narrower. */
const NARROWEST = 320;

const ABOVE_LEGEND = 18;

const MARGIN = 10;

const ARROW_TIP =
  '<marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" ' +
  'orient="auto"><path class="tip" d="M0 .5L8 4L0 7.5Z"/></marker>';

function boxRectangle({ x, y, width, height }: Frame, depth: number, more = ""): string {
  const [left, top, wide, high] = [x, y, width, height].map(rounded);
  return `<rect class="box${Math.min(depth, 2)}${more}" x="${left}" y="${top}" width="${wide}" height="${high}" rx="6"/>`;
}

function line({ edge, points }: RoutedEdge): string {
  const [start, ...rest] = points.map(([x, y]) => `${rounded(x)} ${rounded(y)}`);
  const curve = rest.slice(0, -1).join(" ");
  return `<path class="edge${edge.isDashed ? " gaps" : ""}" d="M${start}C${curve}L${rest.at(-1)}"/>`;
}

function nodeShape({ node, lines, ...frame }: PlacedNode): string {
  const { x, y, width, height } = frame;
  const behind = node.names === undefined ? "" : shape(node.kind, { x: x + 4, y: y + 4, width, height });
  const above = roomAbove(node.kind);
  const middle = y + above + (height - above) / 2;
  const texts = textLines(lines, x + width / 2, middle - (lines.length * LINE_HEIGHT) / 2);
  return `<g class="node ${node.kind}">${behind}${shape(node.kind, frame)}${texts.join("")}</g>`;
}

/** On a ground of its own, for edges that run below it. */
function title(box: PlacedBox): string {
  const frame = titleFrame(box);
  return boxRectangle(frame, box.depth, " bare") + textLines(box.title.lines, frame.x, frame.y, " start").join("");
}

function label({ lines, x, y, width, height }: PlacedLabel): string {
  const [left, top] = [x, y].map(rounded);
  return `<rect class="ground" x="${left}" y="${top}" width="${rounded(width)}" height="${rounded(height)}" rx="4"/>${textLines(lines, x + width / 2, y).join("")}`;
}

/** Lines of text, below `top`. */
function textLines(lines: Measured["lines"], x: number, top: number, more = ""): string[] {
  return lines.map(({ text, isBold }, index) => {
    const classes = `${isBold ? " bold" : ""}${more}`.trim();
    const baseline = rounded(top + index * LINE_HEIGHT + FONT_SIZE);
    return `<text${classes === "" ? "" : ` class="${classes}"`} x="${rounded(x)}" y="${baseline}">${escaped(text)}</text>`;
  });
}

function spots({ points }: RoutedEdge): Frame[] {
  return pointsAlong(points, 8).map(([x, y]) => ({ x, y, width: 0, height: 0 }));
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
