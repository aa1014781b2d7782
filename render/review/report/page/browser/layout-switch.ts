import type { Layout } from "./diff-table.ts";

/** Side by side needs room for two. */
const WIDE = "(min-width: 60rem)";

/** The layout to begin with. */
export function firstLayout(): Layout {
  return matchMedia(WIDE).matches ? "split" : "unified";
}

/** The switch between layouts. */
export function startLayoutSwitch(layout: Layout, choose: (layout: Layout) => void): void {
  for (const radio of document.querySelectorAll<HTMLInputElement>("input[name=layout]")) {
    radio.checked = radio.value === layout;
    radio.addEventListener("input", () => choose(radio.value as Layout));
  }
}
