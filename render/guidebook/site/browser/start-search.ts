import { loadEntries } from "./load-entries.ts";
import { rank } from "./rank.ts";
import { resultElement } from "./result-element.ts";

/** Search in the bar: results come as one types, `/` leads to it, arrows through them, Escape away. */
export function startSearch(search: HTMLElement, root: string): void {
  const input = search.querySelector("input");
  const panel = search.querySelector<HTMLElement>("#results");
  if (input === null || panel === null) return;
  search.hidden = false;
  const links = () => [...panel.querySelectorAll("a")];

  const show = async () => {
    const question = input.value;
    const entries = await loadEntries(root).catch(() => []);
    if (question !== input.value) return; // another letter came meanwhile
    const found = rank(entries, question);
    panel.replaceChildren(
      ...(question.trim() === "" ? [] : results(found.map(entry => resultElement(entry, question, root)))),
    );
    panel.hidden = question.trim() === "";
  };
  const leave = () => {
    panel.hidden = true;
    input.focus();
  };
  const step = (by: number) => {
    const stops = [input, ...links()];
    const index = stops.indexOf(document.activeElement as HTMLInputElement) + by;
    stops[Math.min(Math.max(index, 0), stops.length - 1)]?.focus();
  };

  input.addEventListener("focus", () => void loadEntries(root).catch(() => []));
  input.addEventListener("input", () => void show());
  search.addEventListener("keydown", event => {
    const { key } = event;
    if (key === "ArrowDown") step(1);
    else if (key === "ArrowUp") step(-1);
    else if (key === "Escape") leave();
    else if (key === "Enter" && document.activeElement === input) links()[0]?.click();
    else return;
    event.preventDefault();
  });
  search.addEventListener("focusin", () => {
    panel.hidden = panel.childElementCount === 0;
  });
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Node && !search.contains(target)) panel.hidden = true;
    else if (target instanceof Element && target.closest("#results a")) panel.hidden = true;
  });
  document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

function results(items: readonly HTMLElement[]): HTMLElement[] {
  const count = document.createElement("p");
  count.setAttribute("role", "status");
  count.textContent = countOf(items.length);
  const list = document.createElement("ol");
  list.append(...items);
  return items.length === 0 ? [count] : [count, list];
}

function countOf(places: number): string {
  if (places === 0) return "No place has all of these words.";
  return places === 1 ? "1 place" : `${places} places`;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
