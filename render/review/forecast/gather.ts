import { groupKind } from "../../../platform/cluster-scoped.ts";
import { isApplication } from "../../tree/applications.ts";
import { inCluster, type Placed } from "../desired.ts";
import type { Situation } from "../situation.ts";
import { DEFINITION, definedKind } from "./definition.ts";
import { type Item, implied, inOrderOfItems } from "./item.ts";
import { policyOf } from "./policy.ts";
import { type Survey, survey } from "./survey.ts";
import { targetOf } from "./target-of.ts";

/**
 * What each Application has to do with a change, by its key: objects that changed, and those whose file says the same
 * while their Application changes, comes, goes, moves to another place, or may no longer have them. An Application of
 * which only the settings change is there with an empty list.
 */
export function gather(situation: Situation): Map<string, Item[]> {
  const [before, after] = [survey(situation.before), survey(situation.after)];
  const items = new Map<string, Item[]>();
  const told = new Set<string>();
  const add = (key: string, ...more: readonly Item[]) => {
    const list = items.get(key) ?? [];
    list.push(...more);
    items.set(key, list);
  };
  const tell = (key: string, { old, fresh }: Item) => {
    if (old !== undefined) told.add(`${before.applicationKey(old)}\n${old.key}`);
    if (fresh !== undefined) told.add(`${key}\n${fresh.key}`);
  };
  const meet = (item: Item) => {
    const { old, fresh } = item;
    const giver = old && before.applicationKey(old);
    const taker = fresh && after.applicationKey(fresh);
    if (taker !== undefined) add(taker, giver === undefined || giver === taker ? item : { ...item, giver });
    if (giver !== undefined && giver !== taker) add(giver, withoutFresh(item, taker));
    tell(taker ?? giver ?? "", item);
  };

  for (const { change, old, fresh } of situation.changes) {
    if (old ?? fresh) meet({ change, ...(old && { old }), ...(fresh && { fresh }) });
  }
  for (const key of touched(situation, before, after)) {
    add(key);
    for (const item of unsaid(key, before, after, told)) meet(item);
  }
  for (const list of items.values()) list.sort(inOrderOfItems);
  return items;
}

function withoutFresh({ change, old }: Item, taker: string | undefined): Item {
  return { change, ...(old && { old }), ...(taker !== undefined && { taker }) };
}

/** Applications that are told as a whole: they, or what they depend on, changed. */
function touched({ before, after, changes }: Situation, old: Survey, fresh: Survey): Set<string> {
  const keys = new Set<string>();
  const projects = new Set<string>();
  const kinds = new Set<string>();
  for (const placed of changes.flatMap(changed => [changed.old, changed.fresh].filter(side => side !== undefined))) {
    const { cluster, object } = placed;
    if (isApplication(object)) keys.add(inCluster(cluster, object.metadata.name));
    if (groupKind(object) === "argoproj.io/AppProject") projects.add(inCluster(cluster, object.metadata.name));
    if (groupKind(object) === DEFINITION) kinds.add(`${targetOf(placed)}/${definedKind(object)}`);
  }
  for (const [key, application] of [...before.applications, ...after.applications]) {
    if (projects.has(inCluster(application.cluster, policyOf(application).project))) keys.add(key);
    if (before.applications.has(key) !== after.applications.has(key)) keys.add(key);
  }
  const lost = [...kinds].filter(kind => old.definitions.has(kind) && !fresh.definitions.has(kind));
  if (lost.length > 0)
    for (const placed of after.objects) if (lost.includes(kindOf(placed))) keys.add(fresh.applicationKey(placed));
  return new Set([...keys].filter(key => before.applications.has(key) || after.applications.has(key)));
}

function kindOf(placed: Placed): string {
  return `${targetOf(placed)}/${groupKind(placed.object)}`;
}

/** Objects of an Application that no change has told of. */
function* unsaid(key: string, before: Survey, after: Survey, told: ReadonlySet<string>): Generator<Item> {
  const [olds, freshs] = [before.objectsOf.get(key) ?? [], after.objectsOf.get(key) ?? []];
  const fresh = new Map(freshs.map(placed => [placed.key, placed]));
  const old = new Map(olds.map(placed => [placed.key, placed]));
  for (const placed of olds) {
    if (told.has(`${key}\n${placed.key}`)) continue;
    const elsewhere = after.holders
      .get(placed.key)
      ?.find(other => before.applicationKey(placed) !== after.applicationKey(other));
    yield implied(placed, fresh.get(placed.key) ?? elsewhere);
  }
  for (const placed of freshs) {
    if (old.has(placed.key) || told.has(`${key}\n${placed.key}`)) continue;
    yield implied(undefined, placed);
  }
}
