/** Chance that comes out the same every time: a seed gives a sequence. */
export interface Dice {
  is(probability: number): boolean;
  of<T>(values: readonly T[]): T;
  some<T>(values: readonly T[]): T[];
}

/** Mulberry32, which fits on four lines: https://github.com/bryc/code/blob/master/jshash/PRNGs.md#mulberry32 */
export function dice(seed: number): Dice {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const is = (probability: number) => next() < probability;
  return {
    is,
    of: <T>(values: readonly T[]) => values[Math.floor(next() * values.length)] as T,
    some: values => values.filter(() => is(0.4)),
  };
}
