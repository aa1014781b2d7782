import type { Trouble } from "../../../read/trouble.ts";
import type { PageData } from "../page-data.ts";
import { countOf } from "./count-of.ts";
import { byId, element } from "./element.ts";
import { fill } from "./fill.ts";

const MOST_TROUBLES = 40;

/** What could not be read: at first what is new; what was so before is closed. */
export function showTroubles({ troubles }: PageData): void {
  if (troubles.length === 0) return;
  byId("troubles").hidden = false;
  const [fresh, old] = [troubles.filter(isNew), troubles.filter(trouble => !isNew(trouble))];
  const known = element(
    "summary",
    {},
    `${countOf(old.length, "thing")} that could not be read before either, or no longer matter`,
  );
  byId("trouble-list").append(
    ...(fresh.length === 0 ? [] : listOf(fresh)),
    ...(old.length === 0
      ? []
      : [element("details", { class: "panel" }, known, element("div", { class: "panel-body" }, ...listOf(old)))]),
  );
}

function isNew({ side }: Trouble): boolean {
  return side === "after";
}

function listOf(troubles: readonly Trouble[]): Node[] {
  return fill(element("ul", { class: "sights" }), troubles, MOST_TROUBLES, "file", ({ path, what }) =>
    element("li", {}, element("code", {}, path), `: ${what}`),
  );
}
