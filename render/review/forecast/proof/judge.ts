import { groupKind } from "../../../../platform/cluster-scoped.ts";
import type { ApplicationForecast, Outcome, Step } from "../forecast.ts";
import type { LiveApplication, Result, Seen, Record as Witnessed } from "./witness.ts";

/** What really became of an object between two moments. */
export type Happened = "created" | "updated" | "recreated" | "the same" | "gone" | "absent";

/** One prediction, held against what happened. */
export interface Judgement {
  /** `erp: prune ConfigMap/a (held)` */
  readonly said: string;
  readonly happened: string;
  readonly isTrue: boolean;
  readonly outcome: Outcome | "application" | "restart";
}

/** Every word of the forecast against what happened. @param pushed when the commit was pushed, as a time of the cluster */
export function judge(
  forecasts: readonly ApplicationForecast[],
  before: Witnessed,
  after: Witnessed,
  pushed: Date,
): Judgement[] {
  const isElsewhere = ({ name }: ApplicationForecast) =>
    after.applications.get(name)?.spec.destination?.server === ELSEWHERE;
  return forecasts.flatMap(forecast =>
    isElsewhere(forecast)
      ? leftBehind(forecast, before, after, pushed)
      : [
          ...forecast.steps.map(step => judgeStep(forecast, step, before, after, pushed)),
          judgeApplication(forecast, after, pushed),
          ...judgeRestarts(forecast, before, after),
        ],
  );
}

/** A cluster that is not there: what an Application leaves behind can be seen, and nothing else. */
export const ELSEWHERE = "https://other.example.net";

function leftBehind(forecast: ApplicationForecast, before: Witnessed, after: Witnessed, pushed: Date): Judgement[] {
  const steps = forecast.steps.filter(({ outcome }) => outcome !== "create");
  return steps.map(step => judgeStep(forecast, step, before, after, pushed));
}

function judgeStep(
  forecast: ApplicationForecast,
  step: Step,
  before: Witnessed,
  after: Witnessed,
  pushed: Date,
): Judgement {
  const { object } = step.change;
  if (object === undefined) throw new Error(`a step about no object: ${step.change.path}`);
  const key = `${groupKind(object)}/${object.namespace ?? ""}/${object.name}`;
  const [was, now] = [before.objects.get(key), after.objects.get(key)];
  const is = object.kind === "Application" && isGoing(after.applications.get(object.name)) ? undefined : now;
  const application = after.applications.get(forecast.name);
  const result = resultsOf(application, pushed).find(
    one =>
      one.kind === object.kind && one.name === object.name && (step.outcome !== "hook" || one.hookType === step.phase),
  );
  const happened = compared(was, is);
  const seen = { happened, result, owner: is?.owner ?? "", application, name: forecast.name, phase: step.phase };
  const words = `${step.outcome}${step.orElse === undefined ? "" : ` or ${step.orElse}`} ${object.kind}/${object.name}${step.held ? " (held)" : ""}`;
  const outcomes = [step.outcome, ...(step.orElse === undefined ? [] : [step.orElse])];
  return {
    said: `${forecast.name}: ${words}${step.why === undefined ? "" : ` [${step.why}]`}`,
    happened: `${happened}${result === undefined ? "" : `, ${result.status}: ${result.message}`}, of "${seen.owner}"`,
    isTrue: step.held ? isHeld(step, seen) : outcomes.some(outcome => FITS[outcome](seen)),
    outcome: step.outcome,
  };
}

interface Sight {
  readonly happened: Happened;
  readonly result: Result | undefined;
  readonly owner: string;
  readonly application: LiveApplication | undefined;
  readonly name: string;
  readonly phase: string;
}

const is =
  (...expected: readonly Happened[]) =>
  ({ happened }: Sight) =>
    expected.includes(happened);

/** What each outcome promises. */
const FITS: Readonly<Record<Outcome, (sight: Sight) => boolean>> = {
  create: is("created"),
  update: is("updated"),
  "no effect": is("the same", "absent"),
  "replace needed": sight => is("the same")(sight) && isRefused(sight),
  recreate: is("recreated"),
  prune: is("gone"),
  "prune refused": is("the same"),
  keep: is("the same"),
  orphan: is("the same"),
  adopt: sight => is("the same", "updated")(sight) && sight.owner !== "",
  hook: sight => (/Delete$/.test(sight.phase) ? hasRun(sight) : hasSynced(sight)),
  forbidden: sight => is("the same", "absent", "gone")(sight) && isRefused(sight),
  ignored: is("the same", "absent"),
  unknown: () => false, // no scenario has a tool
};

/** By the result of the sync; or by what is there, for a later sync of the same commit runs no hook and has another result. */
function hasSynced(sight: Sight): boolean {
  return sight.result?.status === "Synced" || is("created", "updated", "recreated")(sight);
}

/** A hook before the deletion goes with the rest; one after it stays, unless its policy says otherwise. */
function hasRun(sight: Sight): boolean {
  return sight.application === undefined && is(...(sight.phase === "PostDelete" ? LEFT : GONE))(sight);
}

const GONE = ["gone", "absent"] as const;
const LEFT = ["created"] as const;

/** What is not done leaves things as they are, and no trace in the sync. */
function isHeld({ outcome }: Step, sight: Sight): boolean {
  return outcome === "hook"
    ? sight.result === undefined && is("the same", "absent")(sight)
    : is("the same", "absent")(sight);
}

function isRefused({ result, application }: Sight): boolean {
  const status = application?.status;
  const refuses = status?.conditions?.some(({ type }) => /Error$/.test(type)) ?? false;
  return result?.status === "SyncFailed" || refuses || status?.operationState?.phase === "Failed";
}

function resultsOf(application: LiveApplication | undefined, pushed: Date): readonly Result[] {
  return hasBegun(application, pushed) ? (application?.status?.operationState?.syncResult?.resources ?? []) : [];
}

function hasBegun(application: LiveApplication | undefined, pushed: Date): boolean {
  const started = application?.status?.operationState?.startedAt;
  return started !== undefined && new Date(started) >= pushed;
}

function compared(was: Seen | undefined, now: Seen | undefined): Happened {
  if (was === undefined) return now === undefined ? "absent" : "created";
  if (now === undefined) return "gone";
  if (was.uid !== now.uid) return "recreated";
  return was.content === now.content ? "the same" : "updated";
}

function judgeApplication(
  { name, fate, course, steps }: ApplicationForecast,
  after: Witnessed,
  pushed: Date,
): Judgement {
  const application = after.applications.get(name);
  const { phase = "none", message = "" } = application?.status?.operationState ?? {};
  const isGone = application === undefined;
  const begun = hasBegun(application, pushed);
  const fits = () => {
    if (fate === "goes with its objects" || fate === "goes alone")
      return course === undefined ? isGone : isGoing(application);
    if (isGone || isGoing(application)) return false;
    if (fate === "is kept" || name === "root") return true;
    if (application.status?.operationState === undefined) return course === undefined; // the next one is about to begin
    if (course === undefined) return !steps.some(isWork) || (begun && phase !== "Failed");
    if (course.kind === "idle" || course.kind === "by hand") return !begun;
    return begun ? phase !== "Succeeded" : course.kind === "refused";
  };
  const conditions = application?.status?.conditions?.map(one => `${one.type}: ${one.message}`).join("; ") ?? "";
  const state = isGone
    ? "gone"
    : `${isGoing(application) ? "going" : "there"}, ${begun ? `${phase}: ${message}` : "no sync"}`;
  const why = course === undefined ? "" : `, ${course.kind} [${course.why}]`;
  return {
    said: `${name}: ${fate}${why}`,
    happened: `${state}; ${conditions}`,
    isTrue: fits(),
    outcome: "application",
  };
}

function isGoing(application: LiveApplication | undefined): boolean {
  return application?.metadata.deletionTimestamp !== undefined;
}

function isWork({ outcome, held }: Step): boolean {
  return !held && ["create", "update", "recreate", "hook"].includes(outcome);
}

/** Workloads whose template changed, or which are other ones: exactly those of which it was said. */
function judgeRestarts(forecast: ApplicationForecast, before: Witnessed, after: Witnessed): Judgement[] {
  const touched = forecast.steps.flatMap(({ change: { object } }) =>
    object?.kind === "Deployment" || object?.kind === "StatefulSet" ? [object] : [],
  );
  return touched.flatMap(object => {
    const key = `${groupKind(object)}/${object.namespace ?? ""}/${object.name}`;
    const [was, now] = [before.objects.get(key), after.objects.get(key)];
    if (was === undefined || now === undefined) return [];
    const restarted = was.uid !== now.uid || was.template !== now.template;
    const waits = forecast.course?.kind === "by hand";
    const said =
      !waits &&
      forecast.restarts.some(
        ({ workload, namespace }) => workload === `${object.kind}/${object.name}` && namespace === object.namespace,
      );
    const happened = restarted ? "it did" : "it did not";
    const words = `${forecast.name}: ${object.kind}/${object.name} ${said ? "starts anew" : "goes on"}`;
    return [{ said: words, happened, isTrue: said === restarted, outcome: "restart" as const }];
  });
}
