import type { FoundDanger } from "./found-danger.ts";

/** Dangers that stand under one heading. */
export type Together = readonly [FoundDanger, ...FoundDanger[]];

/** Groups dangers of one kind, one weight and with one remedy, in the order in which they came. */
export function toldTogether(dangers: readonly FoundDanger[]): Together[] {
  const groups = Map.groupBy(dangers, ({ attribution, id, level, remedy }) =>
    [attribution, id, level, remedy].join("\n"),
  );
  return [...groups.values()] as unknown as Together[];
}
