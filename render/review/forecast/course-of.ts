import type { Context } from "./context.ts";
import type { Course } from "./forecast.ts";
import type { Item } from "./item.ts";
import type { Manager } from "./manager.ts";
import { type Ruling, SOURCE } from "./ruling.ts";

/** An item with what was said of it. */
export interface Ruled {
  readonly item: Item;
  readonly ruling: Ruling;
}

/**
 * Why a sync does not do all of its steps; undefined where it does. What keeps it from beginning comes first: an
 * Application that its project refuses, an object that it does not permit, a comparison that fails.
 *
 * @param isSyncing whether anything differs that Argo CD compares
 */
export function courseOf(
  all: readonly Ruled[],
  isSyncing: boolean,
  manager: Manager,
  { after }: Context,
): Course | undefined {
  const { application, policy, refusal } = manager;
  const stopping = (stop: Ruling["stops"]) => all.find(({ ruling }) => ruling.stops === stop);
  const because = (kind: Course["kind"], one: Ruled): Course => {
    const { why = one.ruling.outcome, source } = one.ruling;
    return { kind, why: `${labelOf(one.item)}: ${why}`, ...(source !== undefined && { source }) };
  };
  if (refusal !== undefined) return { kind: "refused", why: refusal, source: SOURCE.projects };
  const barrier = stopping("all");
  if (barrier !== undefined) return because("refused", barrier);
  const diffsOnServer = policy.diffsOnServer ?? after.settings(application.cluster).diffsOnServer;
  const refused = diffsOnServer ? all.find(isRefusedInDryRun) : undefined;
  if (refused !== undefined) {
    const why = `${labelOf(refused.item)}: the API server refuses it, so the whole Application cannot be compared (ServerSideDiff)`;
    return { kind: "refused", why, source: SOURCE.diff };
  }
  if (!isSyncing) return { kind: "idle", why: "nothing differs that Argo CD compares" };
  if (!policy.isAutomated)
    return { kind: "by hand", why: "it does not sync by itself: nothing happens until somebody syncs" };
  const obstacle = stopping("wave") ?? stopping("rest");
  return obstacle && because("halts", obstacle);
}

/** A dry run of server-side apply meets immutable fields also where the sync would not have applied. */
function isRefusedInDryRun({ item, ruling }: Ruled): boolean {
  return (
    ruling.outcome === "replace needed" || (ruling.outcome === "recreate" && (item.change.immutable?.length ?? 0) > 0)
  );
}

function labelOf({ change: { object, path } }: Item): string {
  return object === undefined ? path : `${object.kind}/${object.name}`;
}
