import type { Lab } from "../../checks/rule.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { reliancesBy } from "./reliances.ts";
import { API_SERVER, HOME_LINE, nodeThing, serviceThing, type Thing, thingsOf, unitThing } from "./things.ts";

/** What depends on what, in few places: machines, what everything stands on, and groups of all that stand alike. */
export interface DependenceMap {
  readonly places: readonly DependencePlace[];
  readonly links: readonly DependenceLink[];
}

export interface DependencePlace {
  readonly id: string;
  readonly kind: Thing["kind"];
  /** The things that it stands for; one, where they are not alike with others. */
  readonly things: readonly Thing[];
  /** Whether they differ in what they rely on: then not all of them stop without it. */
  readonly isMixed?: boolean;
}

/** `from` relies on `to`. */
export interface DependenceLink {
  readonly from: string;
  readonly to: string;
  /** Whether `from` is of no use without `to`; else it goes on without a part. */
  readonly isHard: boolean;
}

const TRAEFIK = unitThing("traefik");
const PIHOLE = serviceThing("Pi-hole");

/** What is drawn by itself, if the lab has it. */
const FOUNDATIONS = [
  ...["PostgreSQL", "Gitea", "Pi-hole", "Step-CA"].map(serviceThing),
  API_SERVER,
  ...["longhorn", "vault", "traefik", "cloudflared"].map(unitThing),
  HOME_LINE,
];

/** What others do without for a while, and that is worth a line. */
const SOFT: ReadonlySet<string> = new Set([
  ...["Pi-hole", "Step-CA"].map(serviceThing),
  ...["cloudflared", "longhorn", "vault"].map(unitThing),
]);

/** More groups than these of one kind become one, so that a picture of a thousand apps is one of ten. */
const MOST_GROUPS = 5;

/** More machines than these with nothing but pods become one. */
const MOST_MACHINES = 4;

export const dependenceMapOf = oncePerLab((lab): DependenceMap => {
  const things = thingsOf(lab);
  const foundations = FOUNDATIONS.flatMap(id => things.get(id) ?? []).map(alone);
  const grounds = machinesOf(lab);
  const places = [...grounds, ...foundations, ...groupsOf(lab, "tool"), ...groupsOf(lab, "app")];
  const placeOf = new Map(places.flatMap(({ id, things: all }) => all.map(thing => [thing.id, id] as const)));
  const links = new Map<string, DependenceLink>();
  for (const { id: from, kind, things: all, isMixed = false } of places) {
    for (const { on, isHard } of all.flatMap(({ id }) => drawnOf(lab, id, kind))) {
      const to = placeOf.get(on);
      if (to === undefined || to === from) continue;
      const known = links.get(`${from} ${to}`);
      links.set(`${from} ${to}`, { from, to, isHard: !isMixed && (isHard || known?.isHard === true) });
    }
  }
  return { places, links: [...links.values()] };
});

function alone(thing: Thing): DependencePlace {
  return { id: thing.id, kind: thing.kind, things: [thing] };
}

function machinesOf(lab: Lab): DependencePlace[] {
  const nodes = Object.keys(lab.cluster.nodes).flatMap(name => thingsOf(lab).get(nodeThing(name)) ?? []);
  if (nodes.length <= MOST_MACHINES) return nodes.map(alone);
  const homes = new Set(
    FOUNDATIONS.flatMap(id => reliancesBy(lab, id)).flatMap(({ on, effect }) => (effect === "stops" ? [on] : [])),
  );
  const bare = nodes.filter(({ id }) => !homes.has(id));
  return [...nodes.filter(({ id }) => homes.has(id)).map(alone), { id: "node:others", kind: "node", things: bare }];
}

/** What is no foundation, by what it is of no use without; the smallest groups together where they are many. */
function groupsOf(lab: Lab, kind: "app" | "tool"): DependencePlace[] {
  const members = [...thingsOf(lab).values()].filter(thing => thing.kind === kind && !FOUNDATIONS.includes(thing.id));
  const alike = Map.groupBy(members, ({ id }) =>
    drawnOf(lab, id, kind)
      .flatMap(({ on, isHard }) => (isHard ? [on] : []))
      .sort()
      .join("\n"),
  );
  const groups = [...alike.values()].sort((one, other) => other.length - one.length);
  const rest = groups.slice(MOST_GROUPS - 1).flat();
  const shown = groups.length <= MOST_GROUPS ? groups : [...groups.slice(0, MOST_GROUPS - 1), rest];
  return shown.map((things, index) => ({ id: `${kind}s ${index}`, kind, things, isMixed: things === rest }));
}

/** What a thing relies on that is drawn: machines where there is no other, and names where they do not come with a route. */
function drawnOf(lab: Lab, id: string, kind: Thing["kind"]): { readonly on: string; readonly isHard: boolean }[] {
  const all = reliancesBy(lab, id);
  const isRouted = all.some(({ on }) => on === TRAEFIK);
  return all.flatMap(({ on, effect }) => {
    const isHard = effect === "stops" || (effect === "unreachable" && kind !== "platform"); // of those only a page is behind a route
    const isDrawn = isHard ? on.startsWith("node:") || FOUNDATIONS.includes(on) : SOFT.has(on);
    return isDrawn && !(isRouted && on === PIHOLE) ? [{ on, isHard }] : [];
  });
}
