import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { Placed } from "../desired.ts";
import { arrival } from "./arrival.ts";
import type { Context } from "./context.ts";
import { roleOf } from "./hook.ts";
import type { Item } from "./item.ts";
import type { Manager } from "./manager.ts";
import { removal } from "./removal.ts";
import { revision } from "./revision.ts";
import { type Ruling, SOURCE } from "./ruling.ts";
import { isExcluded } from "./settings.ts";
import { takeover } from "./takeover.ts";
import { targetOf } from "./target-of.ts";

/**
 * What a sync of an Application that stays or appears does with one object; undefined where that is nothing to tell of:
 * its file does not change and nothing else does, or another Application takes it over.
 */
export function ruleOn(item: Item, key: string, context: Context): Ruling | undefined {
  const { old, fresh } = item;
  const manager = context.after.manager(key);
  if (manager === undefined) return undefined;
  if (fresh !== undefined) return ruleOnWanted(fresh, item, manager, context);
  if (old === undefined || isTaken(item, context)) return undefined;
  return departure(old, context.before.manager(key) ?? manager, manager, context);
}

function ruleOnWanted(fresh: Placed, item: Item, manager: Manager, context: Context): Ruling | undefined {
  const settings = context.after.settings(manager.application.cluster);
  const { old, giver } = item;
  const isUnchanged = old !== undefined && giver === undefined && old.path === fresh.path && saysTheSame(item);
  if (isExcluded(fresh.object, settings)) {
    return isUnchanged ? undefined : { outcome: "ignored", why: "Argo CD excludes its kind", source: SOURCE.excluded };
  }
  const role = roleOf(fresh.object);
  if (role.kind === "left out")
    return isUnchanged ? undefined : { outcome: "ignored", why: role.why, source: SOURCE.hooks };
  const refusal = manager.refuses(fresh.object, fresh.namespace) ?? lostKind(fresh, context);
  if (refusal !== undefined) return forbidden(refusal);
  if (isUnchanged && item.isImplied) return undefined;
  if (role.kind === "hook") return { outcome: "hook", source: SOURCE.hooks };
  if (old === undefined) return arrival(fresh, manager, context.before, context.after);
  if (giver !== undefined) return takeoverFrom(giver, old, manager, context);
  return revision(old, fresh, item, manager, settings);
}

/** One object that is not permitted, or whose kind is not known, keeps the whole sync from beginning. */
function forbidden(why: string): Ruling {
  return {
    outcome: "forbidden",
    why,
    how: "Permit it in the project, or take it out of this Application",
    source: SOURCE.permission,
    stops: "all",
  };
}

function lostKind(placed: Placed, { lost }: Context): string | undefined {
  if (!lost.has(`${targetOf(placed)}/${groupKind(placed.object)}`)) return undefined;
  return `the CRD of ${placed.object.kind} goes with this change`;
}

function saysTheSame({ change: { fields, reordered } }: Item): boolean {
  return fields.length === 0 && reordered === undefined;
}

/** Both settings of an Application may still count: the change of its settings comes with the change of its objects. */
function departure(old: Placed, was: Manager, is: Manager, context: Context): Ruling {
  const settings = context.after.settings(is.application.cluster);
  const [left, goal] = [was.policy.destination.server, is.policy.destination.server];
  if (left !== goal) {
    const why = `its Application deploys to another cluster now, and does not look at this one any more`;
    return { outcome: "orphan", why, source: SOURCE.live };
  }
  const [before, after] = [removal(old, was, settings), removal(old, is, settings)];
  if (before.outcome === after.outcome || after.outcome === "unknown") return after;
  const [certain, other] = before.outcome === "prune" ? [before, after] : [after, before];
  const why = `${(other.why ?? certain.why) || "its Application changes"}: only this change says so, and either may come first`;
  return { ...certain, orElse: other.outcome, why };
}

function takeoverFrom(giver: string, old: Placed, manager: Manager, { before, after, fates }: Context): Ruling {
  const fate = fates.get(giver)?.fate ?? "stays";
  const from = (fate === "stays" ? after.manager(giver) : undefined) ?? before.manager(giver);
  if (from === undefined) return { outcome: "adopt", why: "nobody managed it", source: SOURCE.tracking };
  return takeover(old, { manager: from, fate, settings: before.settings(from.application.cluster) }, manager);
}

/** Whether the Application that has an object now will take it; else the one that had it decides alone. */
function isTaken({ taker, old }: Item, { after }: Context): boolean {
  const manager = taker === undefined ? undefined : after.manager(taker);
  if (manager === undefined || old === undefined) return false;
  return (
    manager.policy.isAutomated &&
    manager.refusal === undefined &&
    manager.refuses(old.object, old.namespace) === undefined
  );
}
