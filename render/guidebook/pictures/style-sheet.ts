import { type Colours, DARK, LIGHT } from "./colours.ts";
import { FONT_SIZE } from "./measure.ts";

/** Style of a picture: it follows the scheme that its reader has chosen. */
export function styleSheet(): string {
  return `text{font:${FONT_SIZE}px system-ui,sans-serif;text-anchor:middle;stroke:none}.bold{font-weight:700}
.start{text-anchor:start}.gaps{stroke-dasharray:5 4}.node{stroke-width:1.5}
.edge{fill:none;stroke-width:1.5;marker-end:url(#tip)}
${coloured(LIGHT)}
@media(prefers-color-scheme:dark){
${coloured(DARK)}
}`;
}

function coloured({ ground, text, line, boxes, kinds }: Colours): string {
  return [
    `.ground{fill:${ground}}text{fill:${text}}.edge{stroke:${line}}.tip{fill:${line}}`,
    ...boxes.map((fill, depth) => `.box${depth}{fill:${fill};stroke:${line}}`),
    ".bare{stroke:none}",
    ...Object.entries(kinds).map(([kind, { fill, line }]) => `.${kind}{fill:${fill};stroke:${line}}`),
  ].join("\n");
}
