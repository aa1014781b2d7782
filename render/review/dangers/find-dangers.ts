import { inOrder, type ObjectName } from "../../tree/change.ts";
import type { Placed } from "../desired.ts";
import { staying } from "../objects/staying.ts";
import type { Changed, Situation } from "../situation.ts";
import { type Danger, LEVELS, type Sight } from "./danger.ts";
import type { Attribution, FoundDanger } from "./found-danger.ts";
import { dangers } from "./index.ts";

/**
 * Every danger of a change, the worst first. Each is attributed: introduced by the change, fixed by it, or already
 * there. Of what was already there, only what is about a touched object is told; of what several kinds say of one object
 * in the same words, the worst.
 */
export function findDangers(situation: Situation, kinds: readonly Danger[] = dangers): FoundDanger[] {
  return withoutEchoes(kinds.flatMap(kind => see(kind, situation)).sort(worstFirst));
}

function see(kind: Danger, situation: Situation): FoundDanger[] {
  if ("change" in kind) {
    return situation.changes.flatMap(changed =>
      kind
        .change(changed, situation)
        .map(sight => found(kind, doubted(sight, changed), "introduced", subjectOf(sight, changed))),
    );
  }
  if ("situation" in kind) {
    return seenAt(kind.situation(situation)).map(({ sight, placed }) =>
      found(kind, sight, "introduced", placeOf(placed)),
    );
  }
  const { before, after, changes } = situation;
  const [old, fresh] =
    "object" in kind
      ? [
          placedOf(changes, "old").flatMap(placed => seenAt(kind.object(placed, before), placed)),
          placedOf(changes, "fresh").flatMap(placed => seenAt(kind.object(placed, after), placed)),
        ]
      : [seenAt(kind.whole(before)), seenAt(kind.whole(after))];
  const stays = staying(situation);
  const counts = (seen: Seen) => !stays.has(seen.placed.key); // what left git and stays is as dangerous as it was
  return attribute(kind, old.filter(counts), fresh, touchedKeys(changes));
}

/** Where a tool decides whether an object goes, which is not seen here, `why` of its change begins so. */
function doubted(sight: Sight, { change: { why } }: Changed): Sight {
  return why?.startsWith("perhaps") ? { ...sight, what: `perhaps ${sight.what}` } : sight;
}

function withoutEchoes(sorted: readonly FoundDanger[]): FoundDanger[] {
  const told = new Map<string, string>();
  return sorted.filter(({ id, attribution, cluster, application, object, path, what }) => {
    const { kind, namespace, name } = object ?? {};
    const words = [attribution, cluster, application, kind, namespace, name, object ? "" : path, what].join("\n");
    const first = told.get(words) ?? id;
    told.set(words, first);
    return first === id;
  });
}

/** A sight of an object. */
interface Seen {
  readonly sight: Sight;
  readonly placed: Placed;
}

function attribute(
  kind: Danger,
  old: readonly Seen[],
  fresh: readonly Seen[],
  touched: ReadonlySet<string>,
): FoundDanger[] {
  const [were, are] = [new Set(old.map(nameOf)), new Set(fresh.map(nameOf))];
  const show = (attribution: Attribution) => (seen: Seen) => found(kind, seen.sight, attribution, placeOf(seen.placed));
  return [
    ...fresh.filter(seen => !were.has(nameOf(seen))).map(show("introduced")),
    ...fresh.filter(seen => were.has(nameOf(seen)) && touched.has(seen.placed.key)).map(show("already there")),
    ...old.filter(seen => !are.has(nameOf(seen))).map(show("fixed")),
  ];
}

function seenAt(sights: readonly Sight[], placed?: Placed): Seen[] {
  return sights.map(sight => {
    const about = sight.about ?? placed;
    if (about === undefined) throw new Error(`a danger of the whole names no object: this is a bug in render/review`);
    return { sight, placed: about };
  });
}

function nameOf({ sight, placed }: Seen): string {
  return `${placed.key}\n${sight.what}`;
}

function placedOf(changes: readonly Changed[], side: "old" | "fresh"): Placed[] {
  return changes.flatMap(changed => changed[side] ?? []);
}

function touchedKeys(changes: readonly Changed[]): Set<string> {
  return new Set(changes.flatMap(({ old, fresh }) => [old, fresh]).flatMap(placed => placed?.key ?? []));
}

type Place = Pick<FoundDanger, "cluster" | "application" | "path" | "object">;

function subjectOf({ about }: Sight, { change, old, fresh }: Changed): Place {
  const placed = about ?? fresh ?? old;
  if (placed !== undefined) return placeOf(placed);
  const { cluster, unit, path } = change;
  return { cluster, application: unit, path };
}

function placeOf({ cluster, application, path, namespace, object }: Placed): Place {
  const { apiVersion, kind, metadata } = object;
  const name: ObjectName = { apiVersion, kind, ...(namespace !== "" && { namespace }), name: metadata.name };
  return { cluster, application, path, object: name };
}

function found(kind: Danger, sight: Sight, attribution: Attribution, place: Place): FoundDanger {
  const { id, explanation } = kind;
  const { what, field, level = kind.level, remedy = kind.remedy } = sight;
  return { id, level, attribution, ...place, ...(field !== undefined && { field }), what, explanation, remedy };
}

const ATTRIBUTIONS: readonly Attribution[] = ["introduced", "already there", "fixed"];

function worstFirst(a: FoundDanger, b: FoundDanger): number {
  return (
    ATTRIBUTIONS.indexOf(a.attribution) - ATTRIBUTIONS.indexOf(b.attribution) ||
    LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) ||
    inOrder(a.path, b.path) ||
    inOrder(a.id, b.id) ||
    inOrder(a.what, b.what)
  );
}
