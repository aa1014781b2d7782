import { oncePer } from "../../memory/once-per.ts";
import { type Desired, inCluster, type Placed } from "../desired.ts";
import { applicationSettings } from "../objects/application-settings.ts";
import { isAnswered, isMade, type Need, nameOf, namesMadeBy, needsOf } from "../objects/needs.ts";
import { objectsOf } from "../objects/objects-of.ts";
import { staying } from "../objects/staying.ts";
import type { Situation } from "../situation.ts";
import type { Danger, Sight } from "./danger.ts";

/**
 * Only what the change brings: what people and programs make by hand is dangling for ever. A Secret that git never
 * made may be one of those, and what a chart brings into a namespace is not seen here.
 */
export const referenceDangling: Danger = {
  id: "reference-dangling",
  level: "warn",
  explanation:
    "Something is named that nothing in git makes: pods that need it do not start, volumes are not made, and routes that need it answer nobody",
  remedy: "Make it in the same change, or drop the reference first and what it names in a later change",
  situation: situation => {
    const touched = new Set(situation.changes.flatMap(({ fresh }) => fresh ?? []));
    const gone = namesThatGo(situation);
    const others = gone.size === 0 ? [] : situation.after.objects.filter(placed => !touched.has(placed));
    const needs = [
      ...[...touched].flatMap(placed => newlyUnanswered(placed, situation)),
      ...others.flatMap(placed => needsOf(placed).filter(need => gone.has(nameOf(need)))),
    ];
    const distinct = new Map(needs.map(need => [`${need.placed.key}\n${nameOf(need)}`, need]));
    return [...distinct.values()].flatMap(need => told(need, gone, situation));
  },
};

/** What something that left git was or made, and nothing in git makes any more. */
function namesThatGo(situation: Situation): ReadonlySet<string> {
  const { changes, after } = situation;
  const stays = staying(situation);
  const left = changes.flatMap(({ old }) => (old === undefined ? [] : namesMadeBy(old)));
  return new Set(left.filter(name => !stays.has(name) && !isMade(name, after)));
}

function newlyUnanswered(placed: Placed, situation: Situation): Need[] {
  const { before, after } = situation;
  const stays = staying(situation);
  const old = before.byKey.get(placed.key);
  const known = new Set(
    (old &&
      needsOf(old)
        .filter(need => !isAnswered(need, before))
        .map(nameOf)) ??
      [],
  );
  return needsOf(placed).filter(
    need => !isAnswered(need, after) && !known.has(nameOf(need)) && !stays.has(nameOf(need)),
  );
}

function told(need: Need, gone: ReadonlySet<string>, { after }: Situation): Sight[] {
  const { placed, kind, name, namespace, field } = need;
  const where = namespace === placed.namespace || namespace === "" ? "" : ` in "${namespace}"`;
  const thing = `${kind.slice(kind.indexOf("/") + 1)} "${name}"${where}`;
  if (gone.has(nameOf(need))) return [{ about: placed, what: `${thing} goes, and is still needed`, field }];
  if (need.mayBeProvided || isUnseen(need, after)) return [];
  const level = kind === "Secret" ? "note" : "warn";
  return [{ about: placed, what: `needs ${thing}, which nothing in git makes`, level, field }];
}

/** Whether an Application brings objects into the namespace that git does not show. */
function isUnseen({ placed, namespace }: Need, desired: Desired): boolean {
  return unseenNamespaces(desired).has(inCluster(placed.cluster, namespace));
}

const unseenNamespaces = oncePer((desired: Desired): ReadonlySet<string> => {
  const unseen = [...desired.applications.values()].filter(({ cluster, name, object }) => {
    const sources = applicationSettings(object)?.sources ?? [];
    return sources.some(({ chart }) => chart !== undefined) || isEmpty(objectsOf(desired, cluster, name));
  });
  return new Set(unseen.map(({ cluster, namespace }) => inCluster(cluster, namespace)));
});

function isEmpty(placed: readonly Placed[]): boolean {
  return placed.length === 0;
}
