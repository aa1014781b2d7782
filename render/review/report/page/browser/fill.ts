import { countOf } from "./count-of.ts";
import { element } from "./element.ts";

/**
 * Puts the first of many into a list, and a button below it that brings the others.
 *
 * @param one what is counted: `step`
 */
export function fill<Item>(
  target: HTMLElement,
  items: readonly Item[],
  most: number,
  one: string,
  show: (item: Item) => Node,
): Node[] {
  const rest = items.slice(most);
  target.append(...items.slice(0, most).map(show));
  if (rest.length === 0) return [target];
  const button = element("button", { type: "button", class: "quiet" }, `Show ${countOf(rest.length, `more ${one}`)}`);
  button.addEventListener("click", () => {
    const nodes = rest.map(show);
    target.append(...nodes);
    button.remove();
    const [first] = nodes;
    if (first instanceof HTMLElement) {
      first.tabIndex = -1;
      first.focus();
    }
  });
  return [target, button];
}
