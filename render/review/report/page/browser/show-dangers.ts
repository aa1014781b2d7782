import type { Attribution } from "../../../dangers/found-danger.ts";
import type { DangerGroup, DangerSight, Entry, PageData } from "../page-data.ts";
import { levelBadge } from "./badges.ts";
import { countOf } from "./count-of.ts";
import { byId, element } from "./element.ts";
import { fill } from "./fill.ts";
import { linked } from "./links.ts";

/** Sights of one danger that are there at once. */
const MOST_SIGHTS = 12;

/** What is dangerous: at first what the change introduces; what was there already and what it mends are closed. */
export function showDangers({ dangers, entries }: PageData): void {
  if (dangers.length === 0) return;
  byId("dangers").hidden = false;
  const of = (wanted: Attribution) => dangers.filter(({ attribution }) => attribution === wanted);
  const show = (group: DangerGroup) => card(group, entries);
  const introduced = of("introduced");
  const none = element("p", { class: "empty" }, "The change introduces none.");
  byId("danger-groups").append(
    ...(introduced.length === 0 ? [none] : introduced.map(show)),
    ...closed("there already", of("already there"), show),
    ...closed("that it mends", of("fixed"), show),
  );
}

function closed(words: string, groups: readonly DangerGroup[], show: (group: DangerGroup) => Node): Node[] {
  if (groups.length === 0) return [];
  const total = groups.reduce((sum, { sights }) => sum + sights.length, 0);
  const body = element("div", { class: "panel-body" }, ...groups.map(show));
  return [element("details", { class: "panel" }, element("summary", {}, `${countOf(total, "danger")} ${words}`), body)];
}

function card(
  { id, level, attribution, explanation, remedy, sights }: DangerGroup,
  entries: readonly Entry[],
): HTMLElement {
  const list = element("ul", { class: "sights" });
  const shown = fill(list, sights, MOST_SIGHTS, "place", sight => sightItem(sight, entries));
  const advice = [element("p", {}, explanation), element("p", { class: "remedy" }, element("span", {}, remedy))];
  const title = element("h3", {}, levelBadge(level), " ", element("code", {}, id));
  return element("article", { class: `card ${level}` }, title, ...shown, ...(attribution === "fixed" ? [] : advice));
}

function sightItem({ application, subject, what, entry }: DangerSight, entries: readonly Entry[]): HTMLElement {
  const place = application === "" ? [] : [element("span", { class: "dim" }, application), " "];
  return element("li", {}, ...place, linked(subject, entry === undefined ? undefined : entries[entry]), `: ${what}`);
}
