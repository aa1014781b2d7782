import type { PageData } from "../page-data.ts";
import { byId, element } from "./element.ts";
import { pictureElements } from "./picture-elements.ts";

/** Who feels the change: lines, and the graph as a picture. */
export function showAffected({ affected, picture, entries }: PageData): void {
  const isPicture = picture.edges.length > 0;
  if (affected.length === 0 && !isPicture) return;
  byId("affected").hidden = false;
  for (const line of affected) {
    const end = line.indexOf(": ");
    const row = element("div", {}, element("dt", {}, line.slice(0, end)), element("dd", {}, line.slice(end + 2)));
    byId("affected-lines").append(row);
  }
  if (!isPicture) return;
  const panel = byId<HTMLDetailsElement>("picture");
  panel.hidden = false;
  panel.open = picture.detail !== "none" && picture.nodes.length <= MOST_AT_ONCE;
  panel.append(...pictureElements(picture, entries));
}

/** Nodes of a picture that is there unasked. */
const MOST_AT_ONCE = 24;
