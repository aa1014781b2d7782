import { notFound } from "../model/named.ts";
import type { Item } from "./item.ts";

/**
 * The items that `--from` or `--only` leaves of a sequence. A step is known by its name, or by one that it shares with
 * others, as `k3s`.
 *
 * @throws {Error} when no step is called so
 */
export function chooseItems(
  items: readonly Item[],
  { from, only }: { readonly from?: string; readonly only?: string },
): readonly Item[] {
  if (from !== undefined && only !== undefined) {
    throw new Error(`Cannot walk both from "${from}" and only "${only}": give one of --from and --only`);
  }
  if (only !== undefined) return items.filter(item => namesOf(item).includes(known(items, only)));
  if (from === undefined) return items;
  return items.slice(items.findIndex(item => namesOf(item).includes(known(items, from))));
}

function known(items: readonly Item[], name: string): string {
  const names = [...new Set(items.flatMap(namesOf))];
  if (names.includes(name)) return name;
  throw new Error(notFound("step", name, names));
}

function namesOf({ step, also }: Item): string[] {
  return also === undefined ? [step.name] : [step.name, also];
}
