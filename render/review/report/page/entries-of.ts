import { harmless } from "../../../terminal/harmless.ts";
import { type Change, inOrder, inOrderOfPaths } from "../../../tree/change.ts";
import type { FoundDanger } from "../../dangers/found-danger.ts";
import type { ApplicationForecast, Step } from "../../forecast/forecast.ts";
import type { Review } from "../../review.ts";
import type { Changed, Situation } from "../../situation.ts";
import { entryTexts } from "./entry-texts.ts";
import { type Entry, type EntryOutcome, type EntryTexts, OUTSIDE } from "./page-data.ts";
import { place } from "./place.ts";

/** The list of differences, what its entries show when they are opened, and how to find the entry of something. */
export interface Entries {
  readonly entries: readonly Entry[];
  /** By the number of the entry. */
  readonly texts: readonly EntryTexts[];
  /** Numbers of entries. */
  readonly ofChange: ReadonlyMap<Change, number>;
  readonly ofKey: ReadonlyMap<string, number>;
  ofDanger(danger: FoundDanger): number | undefined;
}

/** An entry for each change, sorted by Application and path. Linear in what changed. */
export function entriesOf(review: Review, situation: Situation): Entries {
  const sorted = byApplication(situation.changes);
  const ofChange = new Map(sorted.map(({ change }, index) => [change, index]));
  const ofKey = new Map(sorted.flatMap((changed, index) => keysOf(changed).map(key => [key, index])));
  const ofSubject = new Map(sorted.flatMap((changed, index) => subjectsOf(changed).map(subject => [subject, index])));
  const ofDanger = (danger: FoundDanger) => ofSubject.get(subjectOf(danger));

  const steps = stepsByChange(review.forecast);
  const dangers = Map.groupBy(review.dangers.filter(isIntroduced), ofDanger);
  const keys = uniqueKeys(sorted);
  const entries = sorted.map((changed, index) =>
    entryOf(changed, keys[index] ?? "", steps.get(changed.change) ?? [], dangers.get(index) ?? []),
  );
  return { entries, texts: sorted.map(entryTexts), ofChange, ofKey, ofDanger };
}

function entryOf(changed: Changed, key: string, steps: readonly OwnStep[], dangers: readonly FoundDanger[]): Entry {
  const { change, old, fresh } = changed;
  const { object, verb, path, from } = change;
  return {
    key,
    application: applicationOf(changed),
    kind: harmless(object?.kind ?? "file"),
    name: harmless(object?.name ?? path),
    namespace: harmless((fresh ?? old)?.namespace ?? object?.namespace ?? ""),
    apiVersion: harmless(object?.apiVersion ?? ""),
    path: harmless(path),
    ...(from !== undefined && { from: harmless(from) }),
    verb,
    outcomes: outcomesOf(steps),
    notes: notesOf(change, steps),
    dangers: dangers.map(({ level, id, what }) => ({ level, id, what: harmless(what) })),
    fields: change.fields.map(field => harmless(field.path)),
  };
}

function byApplication(changes: readonly Changed[]): Changed[] {
  const groups = [...Map.groupBy(changes, applicationOf)].sort(([one], [other]) => inOrder(one, other));
  return groups.flatMap(([, members]) => members.sort((a, b) => inOrderOfPaths(a.change, b.change)));
}

function applicationOf({ change, old, fresh }: Changed): string {
  const { cluster, application } = fresh ?? old ?? { cluster: change.cluster, application: change.unit };
  return place(cluster, application);
}

function isIntroduced({ attribution }: FoundDanger): boolean {
  return attribution === "introduced";
}

function keysOf({ old, fresh }: Changed): string[] {
  return [old, fresh].flatMap(side => side?.key ?? []);
}

/** Deep links must not change with what else changed: the key alone, and a number only for what has the same. */
function uniqueKeys(sorted: readonly Changed[]): string[] {
  const seen = new Map<string, number>();
  return sorted.map(({ change, old, fresh }) => {
    const key = harmless((fresh ?? old)?.key ?? change.path);
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key}~${count}`;
  });
}

interface OwnStep {
  readonly application: string;
  readonly step: Step;
}

function stepsByChange(forecast: readonly ApplicationForecast[]): Map<Change, OwnStep[]> {
  const all = forecast.flatMap(({ cluster, name, steps }) =>
    steps.map(step => ({ application: place(cluster, name), step })),
  );
  return Map.groupBy(all, ({ step }) => step.change);
}

function outcomesOf(steps: readonly OwnStep[]): EntryOutcome[] {
  return steps.length === 0 ? [OUTSIDE] : [...new Set(steps.map(({ step }) => step.outcome))];
}

/** Of an object that two Applications have to do with, each note names which one it is about. */
function notesOf(change: Change, steps: readonly OwnStep[]): string[] {
  const isShared = new Set(steps.map(({ application }) => application)).size > 1;
  const notes = steps.flatMap(({ application, step: { outcome, why, how, orElse } }) => {
    const reasons = [why, how, orElse && `it may also be: ${orElse}`].filter(text => text !== undefined);
    if (isShared) return [`${application}: ${[outcome, ...reasons].join("; ")}`];
    return reasons;
  });
  return [...new Set([...(change.why === undefined ? [] : [change.why]), ...notes])].map(harmless);
}

function subjectsOf({ change, old, fresh }: Changed): string[] {
  const { path, from, object } = change;
  const namespaces = new Set([object?.namespace, fresh?.namespace, old?.namespace]);
  return [path, from].flatMap(file =>
    file === undefined ? [] : [...namespaces].map(namespace => subject(file, object?.kind, namespace, object?.name)),
  );
}

function subjectOf({ path, object }: FoundDanger): string {
  return subject(path, object?.kind, object?.namespace, object?.name);
}

function subject(path: string, kind = "", namespace = "", name = ""): string {
  return [path, kind, namespace, name].join("\n");
}
