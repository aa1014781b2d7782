import type { KubeObject } from "../../../platform/kube-object.ts";
import { hasEffect, WRITTEN_DIFFERENTLY } from "../../tree/change.ts";
import { differences } from "../../tree/field-changes.ts";
import { immutableFields } from "../../tree/immutable-fields.ts";
import type { Placed } from "../desired.ts";
import { ignoreRules, withoutIgnored } from "./ignored-fields.ts";
import type { Item } from "./item.ts";
import type { Manager } from "./manager.ts";
import { contradiction, isRecreated, replacement, writingOf } from "./replacement.ts";
import { type Ruling, SOURCE } from "./ruling.ts";
import type { Settings } from "./settings.ts";

/** What a sync does with an object that was and is in git, for one Application. */
export function revision(old: Placed, fresh: Placed, { change }: Item, manager: Manager, settings: Settings): Ruling {
  const { policy, application } = manager;
  const { fields, reordered = [], why, immutable = [] } = change;
  if (!hasEffect(change) || (fields.length === 0 && reordered.length === 0)) return noEffect(why, old, fresh);

  const rules = ignoreRules(application.object, settings.ignoredFields);
  const seen = differences(
    withoutIgnored(old.object, old.namespace, rules),
    withoutIgnored(fresh.object, fresh.namespace, rules),
  );
  const respects = policy.syncOptions.includes("RespectIgnoreDifferences=true");
  if (seen.fields.length === 0 && seen.reordered.length === 0) return ignored(respects);

  const writing = writingOf(old.object, fresh.object, policy);
  const contradicted = contradiction(writing);
  if (contradicted !== undefined) return contradicted;
  const refused = respects ? visible(old, fresh, rules) : immutable;
  if (refused.length > 0) return replacement(fresh.object, refused, writing);
  if (isRecreated(fresh.object, writing)) {
    return { outcome: "recreate", why: "it carries Replace=true with Force=true", source: SOURCE.replace };
  }
  const partly =
    respects && seen.fields.length < fields.length ? "fields that ignoreDifferences names stay as they are" : undefined;
  const whole = writing.replaces ? "it is replaced as a whole: what others wrote into it is lost" : undefined;
  const clauses = [partly, whole].filter(clause => clause !== undefined);
  return { outcome: "update", ...(clauses.length > 0 && { why: clauses.join("; ") }) };
}

function visible(old: Placed, fresh: Placed, rules: Parameters<typeof withoutIgnored>[2]): string[] {
  const [was, is] = [old, fresh].map(({ object, namespace }) => withoutIgnored(object, namespace, rules) as KubeObject);
  return was && is ? immutableFields(was, is) : [];
}

function noEffect(why: string | undefined, old: Placed, fresh: Placed): Ruling {
  if (why !== undefined) return { outcome: "no effect", why };
  const moved = old.path !== fresh.path;
  return { outcome: "no effect", why: moved ? "only its file moves" : WRITTEN_DIFFERENTLY };
}

/** A difference that does not count starts no sync; one that runs for another reason writes it, unless told not to. */
function ignored(respects: boolean): Ruling {
  const why = respects
    ? "ignoreDifferences names all that changes, and RespectIgnoreDifferences leaves it alone"
    : "ignoreDifferences names all that changes";
  return { outcome: "ignored", why, source: SOURCE.diffing };
}
