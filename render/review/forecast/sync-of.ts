import type { Placed } from "../desired.ts";
import { commaSeparated, metadataText } from "./annotations.ts";
import type { Context } from "./context.ts";
import { courseOf, type Ruled } from "./course-of.ts";
import type { ApplicationForecast, Course, Step } from "./forecast.ts";
import { hasFolder } from "./has-folder.ts";
import { type HookPhase, roleOf } from "./hook.ts";
import { type Item, implied } from "./item.ts";
import type { Manager } from "./manager.ts";
import { inOrderOfSync, type Task, type Turn } from "./order.ts";
import { ownOptions } from "./policy.ts";
import { isRecreated, writingOf } from "./replacement.ts";
import { restartsOf } from "./restarts-of.ts";
import { ruleOn } from "./rule-on.ts";
import { type Ruling, SOURCE } from "./ruling.ts";
import { isExcluded } from "./settings.ts";
import { waveOf } from "./wave.ts";

type Sync = Pick<ApplicationForecast, "course" | "steps" | "restarts">;

/** What a sync of an Application does that stays or appears. */
export function syncOf(key: string, items: readonly Item[], context: Context): Sync {
  const manager = context.after.manager(key);
  if (manager === undefined) return { steps: [], restarts: [] };
  const judged = items.flatMap((item): Ruled[] => {
    const ruling = ruleOn(item, key, context);
    return ruling === undefined ? [] : [{ item, ruling }];
  });
  const ruled = spared(judged, key, manager, context);
  const isSyncing = startsSync(ruled, manager);
  const all = isSyncing
    ? [...asPartOfIt(ruled, manager), ...besides(key, items, manager, context)]
    : withoutSync(ruled);
  const course = courseOf(all, isSyncing, manager, context);
  const turns = inOrderOfSync(all.flatMap(one => tasksOf(one, manager)));
  const steps = stepsOf(turns, course);
  return {
    ...(course !== undefined && { course }),
    steps,
    restarts: restartsOf(
      steps,
      course,
      all.map(({ item }) => item),
      context,
    ),
  };
}

/**
 * An automated sync does not delete everything that an Application has, unless `allowEmpty` says so; where its folder goes
 * with the last file, for git keeps no empty ones, Argo CD cannot even compare.
 */
function spared(
  ruled: readonly Ruled[],
  key: string,
  { application, policy }: Manager,
  { after }: Context,
): readonly Ruled[] {
  const settings = after.settings(application.cluster);
  const remains = (after.objectsOf.get(key) ?? []).some(
    ({ object }) => roleOf(object).kind === "resource" && !isExcluded(object, settings),
  );
  const isEmptied = !remains && ruled.some(({ ruling }) => REMOVALS.includes(ruling.outcome));
  const isGone = isEmptied && !hasFolder(application, after);
  if (!isEmptied || (!isGone && (!policy.isAutomated || policy.allowsEmpty))) return ruled;
  const why = isGone
    ? "the folder of the Application is gone with its last file, and Argo CD cannot compare it any more"
    : "it is the last that the Application has, and an automated sync does not delete everything";
  const how =
    "Remove the Application instead, or set syncPolicy.automated.allowEmpty and keep another file in its folder";
  const refused: Ruling = { outcome: "prune refused", why, how, source: SOURCE.empty, stops: "all" };
  return ruled.map(one => (REMOVALS.includes(one.ruling.outcome) ? { ...one, ruling: refused } : one));
}

const REMOVALS: readonly Step["outcome"][] = ["prune", "prune refused"];

/** Whether anything differs that Argo CD compares. An Application that may not prune does not sync only to prune. */
function startsSync(ruled: readonly Ruled[], { policy }: Manager): boolean {
  return ruled.some(({ item, ruling }) => {
    if (!DIFFERENT.includes(ruling.outcome)) return false;
    if (item.fresh !== undefined) return true;
    return !isExtraneous(item.old) && (policy.prunes || !policy.isAutomated);
  });
}

const DIFFERENT: readonly Step["outcome"][] = [
  "create",
  "update",
  "replace needed",
  "recreate",
  "adopt",
  "forbidden",
  ...REMOVALS,
];

function isExtraneous(old: Placed | undefined): boolean {
  if (old === undefined) return false;
  return commaSeparated(metadataText(old.object, "argocd.argoproj.io/compare-options")).includes("IgnoreExtraneous");
}

/** What alone starts no sync waits for one. */
function withoutSync(ruled: readonly Ruled[]): readonly Ruled[] {
  return ruled.map(({ item, ruling }) => ({ item, ruling: waiting(item, ruling) }));
}

function waiting({ old, fresh }: Item, ruling: Ruling): Ruling {
  if (ruling.outcome === "hook" && !isForDeletion(fresh)) {
    const why = "it is a hook, and hooks start no sync: it runs with the next one";
    return { outcome: "ignored", why, source: SOURCE.hooks };
  }
  if (ruling.outcome === "prune" && fresh === undefined && isExtraneous(old)) {
    const why = "it carries IgnoreExtraneous, so that it is gone from git starts no sync: the next one prunes it";
    return { outcome: "ignored", why, source: SOURCE.compare };
  }
  return ruling;
}

/** A sync writes every object, also one whose difference would not have started it, unless options keep it from that. */
function asPartOfIt(ruled: readonly Ruled[], { policy: { syncOptions } }: Manager): readonly Ruled[] {
  const isLeftAlone = ["RespectIgnoreDifferences=true", "ApplyOutOfSyncOnly=true"].some(one =>
    syncOptions.includes(one),
  );
  if (isLeftAlone) return ruled;
  return ruled.map(one => {
    if (one.ruling.source !== SOURCE.diffing) return one;
    const why = "ignoreDifferences names all that changes, but the sync that other changes start writes it too";
    return { ...one, ruling: { outcome: "update", why, source: SOURCE.diffing } };
  });
}

/** What a sync does with objects that do not change: it runs hooks, and creates anew what says so. */
function besides(key: string, items: readonly Item[], { policy }: Manager, { before, after }: Context): Ruled[] {
  const told = new Set(items.flatMap(({ fresh, isImplied }) => (fresh === undefined || isImplied ? [] : [fresh])));
  const old = new Map((before.objectsOf.get(key) ?? []).map(placed => [placed.key, placed]));
  const onlyDifferent = policy.syncOptions.includes("ApplyOutOfSyncOnly=true");
  const settings = after.settings(after.desired.applications.get(key)?.cluster ?? "");
  return (after.objectsOf.get(key) ?? []).flatMap((fresh): Ruled[] => {
    const was = old.get(fresh.key);
    if (told.has(fresh) || was === undefined || isExcluded(fresh.object, settings)) return [];
    const role = roleOf(fresh.object);
    if (role.kind === "hook" && role.phases.some(phase => !DELETIONS.includes(phase))) {
      return [
        { item: implied(was, fresh), ruling: { outcome: "hook", why: "it runs in every sync", source: SOURCE.hooks } },
      ];
    }
    if (onlyDifferent || role.kind !== "resource" || !mayRecreate(fresh, policy.syncOptions)) return [];
    if (!isRecreated(fresh.object, writingOf(was.object, fresh.object, policy))) return [];
    const why = "it carries Replace=true with Force=true, and so does not outlive a sync";
    return [{ item: implied(was, fresh), ruling: { outcome: "recreate", why, source: SOURCE.replace } }];
  });
}

function mayRecreate({ object }: Placed, syncOptions: readonly string[]): boolean {
  return (
    ownOptions(object).includes("Force=true") &&
    (syncOptions.includes("Replace=true") || ownOptions(object).includes("Replace=true"))
  );
}

/** Whether it is a hook that no sync runs. */
function isForDeletion(placed: Placed | undefined): boolean {
  const role = placed && roleOf(placed.object);
  return role?.kind === "hook" && role.phases.every(phase => DELETIONS.includes(phase));
}

const DELETIONS: readonly HookPhase[] = ["PreDelete", "PostDelete"];

function tasksOf({ item, ruling }: Ruled, { policy }: Manager): Task[] {
  const placed = item.fresh ?? item.old;
  if (placed === undefined) return [];
  const { object, namespace } = placed;
  const { stops: _, ...said } = ruling;
  const role = roleOf(object);
  const phases = ruling.outcome === "hook" && role.kind === "hook" ? role.phases : (["Sync"] as const);
  const isDeletion = ruling.outcome === "prune";
  const isLast = policy.syncOptions.includes("PruneLast=true") || ownOptions(object).includes("PruneLast=true");
  return phases.map(phase => ({
    step: { change: item.change, wave: waveOf(object), phase, ...said },
    ruling,
    object,
    namespace,
    isDeletion,
    isLast,
    isDone: !RESTING.includes(ruling.outcome) && !DELETIONS.some(deletion => deletion === phase),
  }));
}

/** What asks nothing of a sync. */
const RESTING: readonly Step["outcome"][] = ["no effect", "ignored", "orphan", "keep", "unknown"];

/** Steps in their order, with what the course of the sync leaves undone. */
function stepsOf(turns: readonly Turn[], course: Course | undefined): Step[] {
  const first = course?.kind === "halts" ? turns.find(({ task }) => task.ruling.stops !== undefined) : undefined;
  const fails = first?.task.ruling.stops === "rest";
  return turns.map(({ task, phase, wave }) => {
    const { step, ruling, isDone } = task;
    if (DELETIONS.some(deletion => deletion === step.phase)) return { ...step, held: true };
    if (!isDone || PASSIVE.includes(step.outcome)) return step;
    if (step.phase === "SyncFail") return fails ? step : { ...step, held: true };
    if (course !== undefined && course.kind !== "halts") return { ...step, held: true };
    if (first === undefined || ruling === first.task.ruling) return step;
    const isLater = phase > first.phase || (phase === first.phase && wave > first.wave);
    const isBeside = phase === first.phase && wave === first.wave && first.task.ruling.stops === "wave";
    return isLater || isBeside ? { ...step, held: true } : step;
  });
}

/** Outcomes that are the same whether a sync runs or not. */
const PASSIVE: readonly Step["outcome"][] = ["prune refused", "forbidden", "replace needed"];
