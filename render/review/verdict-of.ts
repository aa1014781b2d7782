import { type Change, hasEffect } from "../tree/change.ts";
import type { FoundDanger } from "./dangers/found-danger.ts";
import type { ApplicationForecast, Outcome } from "./forecast/forecast.ts";
import type { Trouble } from "./read/trouble.ts";
import { isRoutine } from "./routine.ts";
import type { Verdict } from "./verdict.ts";

/** What a verdict is made of. */
export interface Grounds {
  readonly changes: readonly Change[];
  readonly forecast: readonly ApplicationForecast[];
  readonly dangers: readonly FoundDanger[];
  readonly troubles: readonly Trouble[];
}

/**
 * What a reader must do. A danger that the change introduces counts, one that was there already does not; nothing is
 * routine beside a warning, beside something new that could not be read, or where Argo CD will not do it in place.
 */
export function verdictOf({ changes, forecast, dangers, troubles }: Grounds): Verdict {
  const introduced = dangers.filter(({ attribution }) => attribution === "introduced");
  const count = (level: FoundDanger["level"]) => introduced.filter(danger => danger.level === level).length;
  const [stops, warnings] = [count("stop"), count("warn")];
  const unread = troubles.filter(({ side }) => side === "after").length;
  const effective = changes.filter(isHeeded);
  const words = [
    ...outcomes(forecast),
    ...outside(effective, forecast),
    ...counted(stops, "danger that must stop it", "dangers that must stop it"),
    ...counted(warnings, "warning", "warnings"),
    ...counted(unread, "thing that is not understood", "things that are not understood"),
  ];
  const sentence = words.join(", ");
  if (stops > 0) return { kind: "stop", sentence };
  if (warnings > 0 || unread > 0) return { kind: "read", sentence };
  const isQuiet = forecast.every(({ fate, steps }) => fate === "stays" && steps.every(isSilent));
  if (effective.length === 0 && isQuiet) return { kind: "nothing", sentence: NOTHING };
  if (isRoutine(effective) && forecast.every(isSmooth))
    return { kind: "routine", sentence: `${sentence}; only versions of what runs already` };
  return { kind: "read", sentence };
}

const NOTHING = "Nothing changes in any cluster";

/** Whether a change means anything to a cluster, a host or a stack: prose and pictures do not, unless a tool takes them. */
function isHeeded(change: Change): boolean {
  const { object, path, why } = change;
  if (!hasEffect(change)) return false;
  const prose = why === undefined ? /\.(md|svg|png|txt)$/ : /(^|\/)(README|CHANGELOG|NOTES|LICENSE)[^/]*$/i;
  return object !== undefined || !prose.test(path);
}

function isSilent({ outcome }: { readonly outcome: Outcome }): boolean {
  return outcome === "no effect";
}

/** Whether an Application takes over what changes by itself, in place. */
function isSmooth({ fate, course, steps }: ApplicationForecast): boolean {
  const stops = course?.kind === "refused" || course?.kind === "halts";
  return fate === "stays" && !stops && steps.every(({ outcome }) => SMOOTH.has(outcome));
}

const SMOOTH: ReadonlySet<Outcome> = new Set(["update", "no effect", "hook", "ignored"]);

/** Outcomes by weight, in the words of a sentence. */
const PHRASES: readonly (readonly [Outcome, string])[] = [
  ["forbidden", "refused"],
  ["replace needed", "cannot be changed in place"],
  ["prune", "deleted"],
  ["unknown", "of which a tool decides"],
  ["recreate", "deleted and created again"],
  ["orphan", "left without a manager"],
  ["prune refused", "kept although gone from git"],
  ["keep", "kept"],
  ["adopt", "handed over"],
  ["hook", "run as hooks"],
  ["update", "updated"],
  ["create", "created"],
  ["ignored", "that Argo CD leaves alone"],
];

function outcomes(forecast: readonly ApplicationForecast[]): string[] {
  const steps = forecast.flatMap(application => application.steps);
  return PHRASES.flatMap(([outcome, phrase]) => {
    const count = steps.filter(step => step.outcome === outcome).length;
    return count === 0 ? [] : [`${count} ${phrase}`];
  });
}

/** What no Application deploys as it is: its objects, and files of hosts, of stacks, of tools. */
function outside(changes: readonly Change[], forecast: readonly ApplicationForecast[]): string[] {
  const told = new Set(forecast.flatMap(({ steps }) => steps.map(({ change }) => change)));
  const untold = changes.filter(change => !told.has(change));
  const files = untold.filter(({ object }) => object === undefined).length;
  return [
    ...counted(untold.length - files, "object outside of any Application", "objects outside of any Application"),
    ...counted(files, "file beside what is deployed", "files beside what is deployed"),
  ];
}

function counted(count: number, one: string, several: string): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];
}
