import type { Box, Entry, Picture, PictureEdge, PictureNode } from "../page-data.ts";
import { countOf } from "./count-of.ts";
import { element, shape } from "./element.ts";
import { addressOf, linked } from "./links.ts";

/** The graph of what is affected: a heading, the picture and its legend, and the same as a table for who cannot see it. */
export function pictureElements(picture: Picture, entries: readonly Entry[]): Node[] {
  const { detail, nodes, edges } = picture;
  const total = detail === "objects" ? countOf(nodes.length, "thing") : `${nodes.length} hosts and Applications`;
  const summary = element(
    "summary",
    {},
    element("h3", {}, "What depends on what"),
    element("span", { class: "dim" }, total),
  );
  const text = element(
    "details",
    { class: "same" },
    element("summary", {}, "The same as a table"),
    tableOf(picture, entries),
  );
  if (detail === "none") {
    const why = element("p", { class: "dim" }, "They are too many for a picture.");
    return [summary, element("div", { class: "panel-body" }, why, text)];
  }
  const words = `A graph of ${total} with ${countOf(edges.length, "line")} between them. The table below says the same.`;
  const scroll = element(
    "div",
    { class: "picture", role: "region", "aria-label": "Picture of what depends on what", tabindex: 0 },
    drawing(picture, entries, words),
  );
  return [summary, element("div", { class: "panel-body" }, scroll, legend(nodes), text)];
}

function drawing(
  { width, height, nodes, edges, boxes }: Picture,
  entries: readonly Entry[],
  words: string,
): SVGElement {
  const viewBox = [-EDGE, -EDGE, width + 2 * EDGE, height + 2 * EDGE].join(" ");
  const svg = shape("svg", { width, height, viewBox, role: "img", "aria-label": words });
  const arrow = shape(
    "marker",
    { id: "arrow", viewBox: "0 0 6 6", refX: 6, refY: 3, markerWidth: 6, markerHeight: 6, orient: "auto" },
    shape("path", { d: "M0 0L6 3L0 6z" }),
  );
  svg.style.minWidth = `${width * SMALLEST}px`;
  svg.append(shape("defs", {}, arrow), ...boxes.map(boxShape), ...edges.map(edgeShape));
  svg.append(...nodes.map(node => nodeShape(node, entries)));
  return svg;
}

/** Part of its size to which a picture shrinks for a narrow window, before it has to be scrolled. */
const SMALLEST = 0.9;

/** Points around the picture: half of a line would be cut off. */
const EDGE = 2;

/** Points between two boxes, which Graphviz puts side by side without any. */
const GAP = 6;

function boxShape({ label, x, y, width, height }: Box): SVGElement {
  const [left, top] = [x - width / 2 + GAP / 2, y - height / 2 + GAP / 2];
  return shape(
    "g",
    { class: "box" },
    shape("rect", { x: left, y: top, width: width - GAP, height: height - GAP, rx: 8 }),
    shape("text", { x: left + 8, y: top + 13 }, label),
  );
}

function edgeShape({ points, via }: PictureEdge): SVGElement {
  const [start, ...rest] = points;
  const tip = rest.pop();
  const curve = rest.map(([x, y]) => `${x} ${y}`).join(" ");
  const d = start === undefined || tip === undefined ? "" : `M${start.join(" ")}C${curve}L${tip.join(" ")}`;
  return shape("path", { class: "edge", d, "marker-end": "url(#arrow)" }, shape("title", {}, via));
}

function nodeShape(node: PictureNode, entries: readonly Entry[]): SVGElement {
  const { label, kind, application, isChanged, x, y, width, height } = node;
  const group = shape(
    "g",
    { class: `node ${kind}${isChanged ? " changed" : ""}` },
    shape(
      "title",
      {},
      [label, kind === "host" ? "" : application, isChanged ? "changes" : ""].filter(Boolean).join(", "),
    ),
    shape("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: kind === "host" ? height / 2 : 4 }),
    shape("text", { x, y: y + 4 }, label),
  );
  const entry = entryOf(node, entries);
  if (entry !== undefined) {
    group.classList.add("linked");
    group.addEventListener("click", () => location.assign(addressOf(entry)));
  }
  return group;
}

function entryOf({ entry }: PictureNode, entries: readonly Entry[]): Entry | undefined {
  return entry === undefined ? undefined : entries[entry];
}

function legend(nodes: readonly PictureNode[]): HTMLElement {
  const kinds = [...new Set(nodes.map(({ kind }) => kind))];
  const items = kinds.map(kind => element("li", { class: `key ${kind}` }, KINDS[kind]));
  return element("ul", { class: "legend" }, element("li", { class: "key changed" }, "changes"), ...items);
}

const KINDS: Readonly<Record<PictureNode["kind"], string>> = {
  host: "host that people visit",
  volume: "volume",
  database: "database user",
  secret: "secret",
  workload: "workload",
  object: "other object",
  application: "Application",
};

function tableOf({ nodes, edges }: Picture, entries: readonly Entry[]): HTMLElement {
  const needs = Map.groupBy(edges, ({ from }) => from);
  const rows = nodes.map((node, index) => {
    const used = (needs.get(index) ?? []).map(({ to, via }) => `${nodes[to]?.label} (${via})`).join(", ");
    const cells = [
      node.kind === "application" ? "" : node.application,
      node.isChanged ? "changes" : "is reached",
      used || "nothing here",
    ];
    const name = element("th", { scope: "row" }, linked(node.label, entryOf(node, entries)));
    return element("tr", {}, name, ...cells.map(cell => element("td", {}, cell)));
  });
  const titles = ["Thing", "Application", "What happens", "Depends on"];
  const head = element("tr", {}, ...titles.map(title => element("th", { scope: "col" }, title)));
  const table = element("table", { class: "rows" }, element("thead", {}, head), element("tbody", {}, ...rows));
  return element("div", { class: "scroll", role: "region", "aria-label": "What depends on what", tabindex: 0 }, table);
}
