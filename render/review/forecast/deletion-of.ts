import type { Placed } from "../desired.ts";
import { cascade } from "./cascade.ts";
import type { Context } from "./context.ts";
import type { ApplicationForecast, Course, Fate, Step } from "./forecast.ts";
import { hasFolder } from "./has-folder.ts";
import { type HookPhase, roleOf } from "./hook.ts";
import { type Item, implied } from "./item.ts";
import type { Manager } from "./manager.ts";
import { inOrderOfCascade, type Task } from "./order.ts";
import { removal } from "./removal.ts";
import { type Ruling, SOURCE } from "./ruling.ts";
import { waveOf } from "./wave.ts";

type Deletion = Pick<ApplicationForecast, "course" | "steps" | "restarts">;

/** What becomes of the objects of an Application that leaves git. */
export function deletionOf(
  key: string,
  items: readonly Item[],
  fate: Exclude<Fate, "appears" | "stays">,
  context: Context,
): Deletion {
  const manager = context.before.manager(key);
  if (manager === undefined) return { steps: [], restarts: [] };
  const changes = new Map(items.map(item => [item.old?.key, item]));
  const olds = context.before.objectsOf.get(key) ?? [];
  const tasks = olds.flatMap(old => {
    const item = changes.get(old.key) ?? implied(old, undefined);
    if (item.taker !== undefined && context.after.manager(item.taker) !== undefined) return [];
    const ruling = rulingOn(old, item, fate, manager, context);
    return ruling === undefined ? [] : tasksOf(old, item, ruling);
  });
  const course = fate === "is kept" ? undefined : courseOf(tasks, manager, context);
  const steps = inOrderOfCascade(tasks).map(({ task }) => held(task.step, course));
  return { ...(course !== undefined && { course }), steps, restarts: [] };
}

function rulingOn(old: Placed, item: Item, fate: Fate, manager: Manager, context: Context): Ruling | undefined {
  const settings = context.before.settings(manager.application.cluster);
  if (fate !== "is kept") return withoutItsFolder(cascade(old, manager, settings), manager, context);
  if (context.after.desired.files?.has(old.path) ?? item.isImplied) return undefined;
  return loss(old, manager, context) ?? removal(old, manager, settings);
}

/**
 * Hooks for the deletion are read from git when it begins. Where they are gone by then, a comparison with the new commit
 * has mostly taken the finalizers away that wait for them, so they do not run; else the deletion waits for ever.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/controller/hook.go (executeHooks)
 */
function withoutItsFolder(ruling: Ruling, { application }: Manager, { after }: Context): Ruling {
  if (ruling.outcome !== "hook" || hasFolder(application, after)) return ruling;
  return {
    outcome: "ignored",
    why: "its folder goes with the Application: it does not run, or the deletion waits for it for ever",
    how: "Remove the Application first, and its folder in a later commit",
    source: SOURCE.deletion,
  };
}

/** An Application that stays although it left git syncs on as it was, as long as its folder is there. */
function loss(old: Placed, { application, policy }: Manager, { before, after }: Context): Ruling | undefined {
  const name = `Application "${application.name}" stays`;
  if (!hasFolder(application, after)) {
    const why = `${name}, but its folder is gone, so it does not sync any more`;
    return { outcome: "prune refused", why, source: SOURCE.live };
  }
  const objects = before.objectsOf.get(before.applicationKey(old)) ?? [];
  const isEmptied = objects.every(({ path }) => after.desired.files?.has(path) === false);
  if (!isEmptied || !policy.isAutomated || policy.allowsEmpty) return undefined;
  return { outcome: "prune refused", why: `${name}, and does not delete everything by itself`, source: SOURCE.empty };
}

function tasksOf(old: Placed, item: Item, ruling: Ruling): Task[] {
  const { stops: _, ...said } = ruling;
  const role = roleOf(old.object);
  const phases = ruling.outcome === "hook" && role.kind === "hook" ? role.phases.filter(isDeletion) : ["Sync"];
  return phases.map(phase => ({
    step: { change: item.change, wave: waveOf(old.object), phase, ...said },
    ruling,
    object: old.object,
    namespace: old.namespace,
    isDeletion: ruling.outcome === "prune",
    isLast: false,
    isDone: ruling.outcome === "prune" || ruling.outcome === "hook",
  }));
}

function isDeletion(phase: HookPhase): boolean {
  return phase === "PreDelete" || phase === "PostDelete";
}

/** What keeps the deletion from its end. */
function courseOf(tasks: readonly Task[], manager: Manager, context: Context): Course | undefined {
  const { cluster, parent } = manager.application;
  const waiting = tasks.find(({ ruling }) => ruling.stops === "all");
  const source = SOURCE.deletion;
  if (context.after.manager(`${cluster}/${parent}`)?.policy.isAutomated === false) {
    return { kind: "by hand", why: `Application "${parent}" deletes it when somebody syncs that with pruning` };
  }
  if (waiting !== undefined) {
    return {
      kind: "refused",
      why: `${waiting.object.kind}/${waiting.object.metadata.name}: ${waiting.ruling.why}`,
      source,
    };
  }
  return undefined;
}

function held(step: Step, course: Course | undefined): Step {
  if (course === undefined || (step.outcome !== "prune" && step.outcome !== "hook")) return step;
  return { ...step, held: true };
}
