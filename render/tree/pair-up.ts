export interface Pairing<T> {
  readonly pairs: readonly (readonly [T, T])[];
  readonly gone: readonly T[];
  readonly added: readonly T[];
}

/**
 * Pairs what has the same key on both sides: first at the same path, then what is left, in the order given. Nothing is
 * paired twice, so of three equal items on one side and two on the other, one is left over.
 */
export function pairUp<T extends { readonly path: string }>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): Pairing<T> {
  return pairInTurn(before, after, [item => `${item.path}\n${keyOf(item)}`, keyOf]);
}

/** The same by any keys: those that agree in the first one, then of the others those that agree in the second ... */
export function pairInTurn<T>(
  before: readonly T[],
  after: readonly T[],
  keys: readonly ((item: T) => string)[],
): Pairing<T> {
  const pairs: [T, T][] = [];
  let [gone, added] = [before, after];
  for (const keyOf of keys) {
    const waiting = new Map([...Map.groupBy(added, keyOf)].map(([key, items]) => [key, items.values()]));
    const partners = new Set<T>();
    gone = gone.filter(item => {
      const next = waiting.get(keyOf(item))?.next();
      if (next === undefined || next.done === true) return true;
      pairs.push([item, next.value]);
      partners.add(next.value);
      return false;
    });
    added = added.filter(item => !partners.has(item));
  }
  return { pairs, gone, added };
}
