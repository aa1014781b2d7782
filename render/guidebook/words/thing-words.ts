import type { Lab } from "../../checks/rule.ts";
import type { Effect } from "../../inventory/blast-radius/reliances/reliance.ts";
import { type Thing, thingsOf } from "../../inventory/blast-radius/things.ts";
import { counted, link } from "../markdown.ts";
import { named } from "./named.ts";

/** Things by their names, apps first, each as a link where it has a page; of many of a kind three and a number. */
export function thingNames(things: readonly Thing[]): string {
  return byNoun(things)
    .map(([, all]) => named(all.map(thingLink)))
    .join("; ");
}

/** The same in a cell of a table: how many of each kind, and which where they are few. */
export function thingCounts(things: readonly Thing[]): string {
  const parts = byNoun(things).map(([noun, all]) => {
    const names = all.slice(0, all.length > FEW ? FEW - 1 : FEW).map(thingLink);
    if (names.length === all.length) return names.join(", ");
    return `${counted(all.length, noun)} (${names.join(", ")} …)`;
  });
  return parts.join("; ") || "—";
}

/** As many names as a cell holds. */
const FEW = 4;

/** The same as `thingNames()`, of identifiers. */
export function namesOfThings(lab: Lab, ids: readonly string[]): string {
  const things = thingsOf(lab);
  return thingNames(ids.flatMap(id => things.get(id) ?? []));
}

function byNoun(things: readonly Thing[]): [noun: string, things: Thing[]][] {
  const groups = Map.groupBy(things, ({ kind }) => NOUNS[kind]);
  return [...new Set(Object.values(NOUNS))].flatMap(noun => {
    const all = groups.get(noun);
    return all === undefined ? [] : [[noun, all] as [string, Thing[]]];
  });
}

/** In the order in which a reader looks for them. */
const NOUNS: Readonly<Record<Thing["kind"], string>> = {
  app: "app",
  tool: "component",
  platform: "component",
  service: "service",
  node: "node",
  outside: "line",
};

function thingLink({ name, page }: Thing): string {
  return page === undefined ? name : link(page, name);
}

/** An effect as what becomes of a thing. */
export const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  stops: "stops",
  unreachable: "runs, and people do not get to it",
  waits: "stops if it was there, and waits",
  moves: "stops if it was there, and moves",
  limited: "goes on without a part",
};
