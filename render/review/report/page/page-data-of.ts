import { harmless } from "../../../terminal/harmless.ts";
import type { ObjectName } from "../../../tree/change.ts";
import type { FoundDanger } from "../../dangers/found-danger.ts";
import { toldTogether } from "../../dangers/told-together.ts";
import type { ApplicationForecast, Restart, Step } from "../../forecast/forecast.ts";
import { guidebookLines } from "../../guidebook/guidebook-lines.ts";
import type { Review, RevisionName } from "../../review.ts";
import type { Situation } from "../../situation.ts";
import { counted } from "../../words/counted.ts";
import { type Entries, entriesOf } from "./entries-of.ts";
import { layOut } from "./lay-out.ts";
import type { ApplicationPart, DangerGroup, EntryTexts, PageData, StepRow } from "./page-data.ts";
import { pictureOf } from "./picture-of.ts";
import { place } from "./place.ts";

/** A review as the page shows it. The texts are apart, for they are most of the bytes. */
export async function pageDataOf(
  review: Review,
  situation: Situation,
): Promise<{ readonly data: PageData; readonly texts: readonly EntryTexts[] }> {
  const found = entriesOf(review, situation);
  const data: PageData = {
    verdict: { ...review.verdict, sentence: harmless(review.verdict.sentence) },
    base: nameOf(review.base),
    head: nameOf(review.head),
    affected: review.affected.lines.map(harmless),
    picture: await layOut(pictureOf(review.affected, found.ofKey)),
    guidebook: guidebookLines(review.guidebook).map(harmless),
    dangers: dangerGroups(review.dangers, found),
    applications: review.forecast.map(application => applicationPart(application, found)),
    troubles: review.troubles.map(({ path, what, side }) => ({ path: harmless(path), what: harmless(what), side })),
    entries: found.entries,
  };
  return { data, texts: found.texts };
}

function nameOf({ name, commit }: RevisionName): string {
  return harmless(commit === undefined ? name : `${name} (${commit})`);
}

function dangerGroups(dangers: readonly FoundDanger[], { ofDanger }: Entries): DangerGroup[] {
  return toldTogether(dangers).map(alike => {
    const [{ id, level, attribution, explanation, remedy }] = alike;
    const sights = alike.map(danger => ({
      application: place(danger.cluster, danger.application),
      subject: subjectOf(danger.object, danger.path),
      what: harmless(danger.what),
      ...(danger.field !== undefined && { field: harmless(danger.field) }),
      ...numbered(ofDanger(danger)),
    }));
    return { id, level, attribution, explanation: harmless(explanation), remedy: harmless(remedy), sights };
  });
}

function applicationPart(application: ApplicationForecast, found: Entries): ApplicationPart {
  const { cluster, name, fate, why, course, steps, restarts } = application;
  return {
    name: place(cluster, name),
    ...(fate !== "stays" && { fate }),
    ...(why !== undefined && { why: harmless(why) }),
    ...(course !== undefined && { course: { kind: course.kind, why: harmless(course.why) } }),
    steps: steps.map(step => stepRow(step, found)),
    restarts: restarts.map(restartText).map(harmless),
  };
}

function stepRow({ outcome, orElse, held, change, wave, phase, why, how }: Step, { ofChange }: Entries): StepRow {
  return {
    outcome,
    ...(orElse !== undefined && { orElse }),
    isHeld: held ?? false,
    subject: subjectOf(change.object, change.path),
    when: [phase === "Sync" ? "" : harmless(phase), wave === 0 ? "" : `wave ${wave}`].filter(Boolean).join(", "),
    why: harmless([why, how].filter(text => text !== undefined).join("; ")),
    ...numbered(ofChange.get(change)),
  };
}

function restartText({ workload, pods, why, interrupts }: Restart): string {
  const many = pods === undefined ? "one pod on each node" : counted(pods, "pod");
  return `${workload}, ${many}${interrupts ? ", away meanwhile" : ""}: ${why}`;
}

function subjectOf(object: ObjectName | undefined, path: string): string {
  return harmless(object === undefined ? path : `${object.kind}/${object.name}`);
}

function numbered(entry: number | undefined): { readonly entry?: number } {
  return entry === undefined ? {} : { entry };
}
