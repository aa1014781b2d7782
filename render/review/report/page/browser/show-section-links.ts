import type { PageData } from "../page-data.ts";
import { byId, element } from "./element.ts";

/** Links to what there is, and how much of it. */
export function showSectionLinks({ dangers, applications, troubles, entries }: PageData): void {
  const introduced = dangers.filter(({ attribution }) => attribution === "introduced");
  const sights = introduced.reduce((sum, group) => sum + group.sights.length, 0);
  const sections: readonly (readonly [id: string, name: string, count?: number])[] = [
    ["affected", "Who feels it"],
    ["dangers", "Dangers", sights],
    ["forecast", "Applications", applications.length],
    ["guidebook", "Guidebook"],
    ["troubles", "Not understood", troubles.filter(({ side }) => side === "after").length],
    ["differences", "Differences", entries.length],
  ];
  for (const [id, name, count] of sections) {
    if (byId(id).hidden) continue;
    const number =
      count === undefined || count === 0 ? [] : [" ", element("span", { class: "dim" }, count.toLocaleString("en"))];
    byId("sections").append(element("li", {}, element("a", { href: `#${id}` }, name, ...number)));
  }
}
