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
  const pairs: [T, T][] = [];
  const take = (befores: readonly T[], afters: readonly T[], key: (item: T) => string): [T[], T[]] => {
    const waiting = Map.groupBy(afters, key);
    const gone = befores.filter(item => {
      const partner = waiting.get(key(item))?.shift();
      if (partner !== undefined) pairs.push([item, partner]);
      return partner === undefined;
    });
    const partners = new Set(pairs.map(([, partner]) => partner));
    return [gone, afters.filter(item => !partners.has(item))];
  };
  const [left, came] = take(before, after, item => `${item.path}\n${keyOf(item)}`);
  const [gone, added] = take(left, came, keyOf);
  return { pairs, gone, added };
}
