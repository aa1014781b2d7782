import type { Level } from "../../../dangers/danger.ts";
import type { PageData } from "../page-data.ts";
import { countOf } from "./count-of.ts";
import { byId, element } from "./element.ts";
import type { Filter } from "./matches.ts";
import { occurrences } from "./occurrences.ts";
import type { EntryList } from "./show-entries.ts";

/** Differences up to which all can be opened at once. */
const MOST_OPENED = 150;

/**
 * The form above the differences. It says how many are shown, in words that a screen reader tells.
 *
 * @returns what takes the filter away
 */
export function startFilter({ entries }: PageData, list: EntryList): () => void {
  const form = byId<HTMLFormElement>("filter");
  offer("filter-application", occurrences(entries.map(({ application }) => application)));
  offer("filter-kind", occurrences(entries.map(({ kind }) => kind)));
  offer("filter-outcome", occurrences(entries.flatMap(({ outcomes }) => outcomes)));
  const levels = occurrences(entries.flatMap(({ dangers }) => [...new Set(dangers.map(({ level }) => level))]));
  const dangerous = entries.filter(({ dangers }) => dangers.length > 0).length;
  offer("filter-danger", new Map<Level | "any", number>([["any", dangerous], ...levels]));

  const openAll = byId<HTMLButtonElement>("toggle-all");
  let isOpen = false;
  const nameButton = () => {
    openAll.textContent = isOpen ? "Close all" : "Open all";
  };
  const apply = () => {
    const filter = filterOf(form);
    const count = list.filter(filter);
    byId("count").textContent =
      count === entries.length
        ? countOf(count, "difference")
        : `${count.toLocaleString("en")} of ${countOf(entries.length, "difference")}`;
    byId("clear").hidden = Object.values(filter).every(value => value === "");
    byId("nothing").hidden = count > 0 || entries.length === 0;
    openAll.disabled = count > MOST_OPENED && !isOpen;
    openAll.title = openAll.disabled ? `Up to ${MOST_OPENED} can be opened at once: narrow the filter` : "";
  };
  openAll.addEventListener("click", () => {
    isOpen = !isOpen;
    list.toggleAll(isOpen);
    nameButton();
    apply();
  });
  form.addEventListener("input", apply);
  form.addEventListener("submit", event => event.preventDefault());
  const clear = () => {
    for (const field of fieldsOf(form)) field.value = "";
    apply();
  };
  form.addEventListener("reset", event => {
    event.preventDefault(); // the layout is no part of the filter
    clear();
    byId("filter-text").focus();
  });
  nameButton();
  apply();
  return clear;
}

/** The most frequent first; of as many, in the order of the list. */
function offer(id: string, counts: ReadonlyMap<string, number>): void {
  const options = [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([value, count]) =>
      element("option", { value }, `${value || "the repository"} (${count.toLocaleString("en")})`),
    );
  byId(id).append(element("option", { value: "" }, "All"), ...options);
}

function filterOf(form: HTMLFormElement): Filter {
  const [text = "", application = "", kind = "", outcome = "", danger = ""] = fieldsOf(form).map(({ value }) => value);
  return { text, application, kind, outcome, danger };
}

function fieldsOf(form: HTMLFormElement): (HTMLInputElement | HTMLSelectElement)[] {
  return [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input[type=search], select")];
}
