import { type DependencePlace, dependenceMapOf } from "../../inventory/blast-radius/dependence-map.ts";
import type { Thing } from "../../inventory/blast-radius/things.ts";
import { counted } from "../markdown.ts";
import type { PicturePart } from "../part.ts";
import type { NodeKind } from "../pictures/drawing.ts";
import { named } from "../words/named.ts";

/** From machines over what everything stands on to apps: what is of no use, or goes on with less, when one is away. */
export const whatDependsOnWhat: PicturePart = {
  name: "what-depends-on-what",
  draw(lab) {
    const { places, links } = dependenceMapOf(lab);
    if (places.length === 0) return undefined;
    const nameOf = new Map(places.map(place => [place.id, place.things.map(({ name }) => name)]));
    const hard = Map.groupBy(
      links.filter(({ isHard }) => isHard),
      ({ to }) => to,
    );
    const sentences = [...hard].map(
      ([to, all]) =>
        `Without ${named(nameOf.get(to) ?? [])}: ${named(all.flatMap(({ from }) => nameOf.get(from) ?? []))}.`,
    );
    return {
      title: "What depends on what",
      alternative: `Arrows lead from what stops, or is not reached, to what it cannot do without; with gaps, to what it does without for a while. ${sentences.join(" ")}`,
      nodes: places.map(place => ({ id: place.id, lines: linesOf(place), kind: KINDS[place.kind] })),
      edges: links.map(({ from, to, isHard }) => ({ from, to, ...(!isHard && { isDashed: true as const }) })),
    };
  },
};

function linesOf({ kind, things }: DependencePlace): string[] {
  const names = things.map(({ name }) => name);
  return names.length === 1 ? names : [counted(names.length, NOUNS[kind]), named(names)];
}

const NOUNS: Readonly<Record<Thing["kind"], string>> = {
  node: "more node",
  service: "service",
  platform: "component",
  tool: "tool",
  app: "app",
  outside: "line",
};

const KINDS: Readonly<Record<Thing["kind"], NodeKind>> = {
  node: "host",
  service: "data",
  platform: "platform",
  tool: "tool",
  app: "app",
  outside: "outside",
};
