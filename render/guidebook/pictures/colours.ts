import type { NodeKind } from "./drawing.ts";

/** Colours of a picture in one scheme. Every text on its ground has a contrast of 4.5 : 1 at least; a test computes it. */
export interface Colours {
  readonly ground: string;
  readonly text: string;
  /** Lines, arrows, borders of boxes. */
  readonly line: string;
  /** Insides of boxes, from the outermost. */
  readonly boxes: readonly string[];
  readonly kinds: Readonly<Record<NodeKind, { readonly fill: string; readonly line: string }>>;
}

export const LIGHT: Colours = {
  ground: "#ffffff",
  text: "#1c2330",
  line: "#5d6879",
  boxes: ["#f5f7fa", "#eaeef3", "#dfe5ec"],
  kinds: {
    app: { fill: "#dcefdc", line: "#2f7a3a" },
    data: { fill: "#dbe8fb", line: "#2b62b8" },
    host: { fill: "#e3e6ea", line: "#4a5568" },
    outside: { fill: "#ffffff", line: "#6b7280" },
    person: { fill: "#fde3d3", line: "#b5531c" },
    platform: { fill: "#e8e0f8", line: "#6a46b8" },
    secret: { fill: "#fbdde6", line: "#b3265a" },
    tool: { fill: "#fbf0cc", line: "#8a6a00" },
  },
};

export const DARK: Colours = {
  ground: "#11151c",
  text: "#e8ecf2",
  line: "#95a1b3",
  boxes: ["#181e27", "#202733", "#29313f"],
  kinds: {
    app: { fill: "#1f3d27", line: "#6fc07c" },
    data: { fill: "#1d3559", line: "#79a8f0" },
    host: { fill: "#3a424f", line: "#a9b4c4" },
    outside: { fill: "#11151c", line: "#9aa5b5" },
    person: { fill: "#4d2b17", line: "#f09a63" },
    platform: { fill: "#37295c", line: "#b199ee" },
    secret: { fill: "#511f33", line: "#ee86ab" },
    tool: { fill: "#443808", line: "#d9b945" },
  },
};
