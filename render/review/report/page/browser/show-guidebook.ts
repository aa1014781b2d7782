import type { PageData } from "../page-data.ts";
import { byId, element } from "./element.ts";

/** Which pages change, and which components without their prose. */
export function showGuidebook({ guidebook }: PageData): void {
  if (guidebook.length === 0) return;
  byId("guidebook").hidden = false;
  byId("guidebook-lines").append(...guidebook.map(line => element("li", {}, line)));
}
