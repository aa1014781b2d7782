import type { Lab } from "../../checks/rule.ts";
import { EFFECTS, type Effect } from "./reliances/reliance.ts";
import { reliantOn } from "./reliances.ts";
import { type Thing, thingsOf } from "./things.ts";

/** What the rest of a lab feels when one thing is away. */
export interface Outage {
  readonly thing: Thing;
  /** Each thing once, in the order in which it spreads. */
  readonly felt: readonly Felt[];
}

/** What becomes of one thing. */
export interface Felt {
  readonly thing: Thing;
  /** The worst of its effects. */
  readonly worst: Effect;
  /** Why, by effect. */
  readonly reasons: ReadonlyMap<Effect, readonly string[]>;
}

/**
 * What happens when a thing is away: through those that stop, to whoever relies on them. What moves, or goes on without a
 * part, stops nobody else for long.
 *
 * @throws {Error} when the lab has no such thing: a bug of the caller
 */
export function outageOf(lab: Lab, id: string): Outage {
  const things = thingsOf(lab);
  const thing = things.get(id);
  if (thing === undefined) throw new Error(`Cannot tell what stops without "${id}": there is no such thing`);
  const felt = new Map<string, Map<Effect, string[]>>();
  const stopped = new Set([id]);
  for (const on of stopped) {
    for (const { who, effect, reason } of reliantOn(lab, on)) {
      if (who === id) continue;
      note(felt, who, effect, reason);
      if (effect === "stops") stopped.add(who);
    }
  }
  return {
    thing,
    felt: [...felt].flatMap(([who, reasons]) => {
      const each = things.get(who);
      const worst = EFFECTS.find(effect => reasons.has(effect));
      return each === undefined || worst === undefined ? [] : { thing: each, worst, reasons };
    }),
  };
}

function note(felt: Map<string, Map<Effect, string[]>>, who: string, effect: Effect, reason: string): void {
  const reasons = felt.get(who) ?? new Map<Effect, string[]>();
  felt.set(who, reasons);
  const known = reasons.get(effect);
  if (known === undefined) reasons.set(effect, [reason]);
  else if (!known.includes(reason)) known.push(reason);
}
