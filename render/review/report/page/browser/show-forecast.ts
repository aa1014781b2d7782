import type { ApplicationPart, Entry, PageData, StepRow } from "../page-data.ts";
import { outcomeBadge } from "./badges.ts";
import { countOf } from "./count-of.ts";
import { byId, element } from "./element.ts";
import { fill } from "./fill.ts";
import { linked } from "./links.ts";
import { occurrences } from "./occurrences.ts";

/** Steps of one Application that are there at once. */
const MOST_STEPS = 60;

/** Steps of all Applications up to which they are open unasked. */
const MOST_OPEN = 24;

/** What becomes of each Application, in the order of the forecast. */
export function showForecast({ applications, entries }: PageData): void {
  if (applications.length === 0) return;
  byId("forecast").hidden = false;
  const total = applications.reduce((sum, { steps }) => sum + steps.length, 0);
  byId("applications").append(...applications.map(part => panel(part, entries, total <= MOST_OPEN)));
}

/** The steps are made when they are first looked at. */
function panel(part: ApplicationPart, entries: readonly Entry[], isOpen: boolean): HTMLElement {
  const details = element("details", { class: "panel", open: isOpen }, summaryOf(part));
  const show = () => details.append(element("div", { class: "panel-body" }, ...bodyOf(part, entries)));
  if (isOpen) show();
  else details.addEventListener("toggle", show, { once: true });
  return details;
}

function summaryOf({ name, fate, course, steps, restarts }: ApplicationPart): HTMLElement {
  const counts = [...occurrences(steps.map(({ outcome }) => outcome))];
  return element(
    "summary",
    {},
    element("h3", {}, element("code", {}, name)),
    ...(fate === undefined ? [] : [element("span", { class: `badge ${fate === "appears" ? "good" : "stop"}` }, fate)]),
    ...(course === undefined ? [] : [element("span", { class: `badge ${COURSES[course.kind]}` }, course.kind)]),
    ...counts.map(([outcome, count]) => outcomeBadge(outcome, `${count.toLocaleString("en")} ${outcome}`)),
    ...(restarts.length === 0 ? [] : [element("span", { class: "dim" }, countOf(restarts.length, "restart"))]),
  );
}

const COURSES = { idle: "calm", "by hand": "note", refused: "stop", halts: "stop" } as const;

function bodyOf({ why, course, steps, restarts }: ApplicationPart, entries: readonly Entry[]): Node[] {
  const list = element("ul", { class: "restarts" }, ...restarts.map(text => element("li", {}, text)));
  return [
    ...(why === undefined ? [] : [element("p", {}, why)]),
    ...(course === undefined ? [] : [element("p", { class: "notice" }, `${COURSE_WORDS[course.kind]}: ${course.why}`)]),
    ...(restarts.length === 0 ? [] : [element("h4", {}, "Pods that start anew"), list]),
    ...(steps.length === 0 ? [] : stepList(steps, entries)),
  ];
}

const COURSE_WORDS = {
  idle: "No sync starts",
  "by hand": "Nothing happens until somebody syncs",
  refused: "Argo CD refuses all of it",
  halts: "The sync halts half-way",
} as const;

function stepList(steps: readonly StepRow[], entries: readonly Entry[]): Node[] {
  return fill(element("ul", { class: "steps" }), steps, MOST_STEPS, "step", step => stepItem(step, entries));
}

function stepItem(
  { outcome, orElse, isHeld, subject, when, why, entry }: StepRow,
  entries: readonly Entry[],
): HTMLElement {
  const maybe = orElse === undefined ? [] : [" or ", outcomeBadge(orElse)];
  const held = isHeld ? [" ", element("span", { class: "dim" }, "held")] : [];
  const time = when === "" ? [] : [" ", element("span", { class: "dim" }, when)];
  return element(
    "li",
    {},
    element("span", {}, outcomeBadge(outcome), ...maybe, ...held),
    element("span", {}, linked(subject, entry === undefined ? undefined : entries[entry]), ...time),
    element("span", { class: "dim" }, why),
  );
}
