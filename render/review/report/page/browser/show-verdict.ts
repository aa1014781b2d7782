import type { PageData } from "../page-data.ts";
import { byId, element } from "./element.ts";

const TITLES: Readonly<Record<PageData["verdict"]["kind"], string>> = {
  nothing: "Nothing changes",
  routine: "Routine",
  read: "To be read",
  stop: "Stop",
};

/** The verdict, and the two revisions. */
export function showVerdict({ verdict, base, head }: PageData): void {
  const title = TITLES[verdict.kind];
  document.title = `${title}: ${head}`;
  byId("verdict").classList.add(verdict.kind);
  byId("verdict-title").textContent = title;
  byId("verdict-sentence").textContent = `${verdict.sentence}.`;
  byId("revisions").append(element("code", {}, base), " → ", element("code", {}, head));
}
