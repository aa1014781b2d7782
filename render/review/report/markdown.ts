import { stripVTControlCharacters } from "node:util";
import { changeLines } from "../../terminal/change-lines.ts";
import { harmless } from "../../terminal/harmless.ts";
import { LEVELS as WEIGHTS } from "../dangers/danger.ts";
import type { Attribution, FoundDanger } from "../dangers/found-danger.ts";
import { type Together, toldTogether } from "../dangers/told-together.ts";
import type { ApplicationForecast, Restart, Step } from "../forecast/forecast.ts";
import { guidebookLines } from "../guidebook/guidebook-lines.ts";
import type { Trouble } from "../read/trouble.ts";
import type { Review, RevisionName } from "../review.ts";
import type { Verdict } from "../verdict.ts";
import { codeBlock, codeSpan } from "./markdown-code.ts";

/** Begins every comment of a review, unseen: by it the comment of a pull request is found again. */
export const MARKER = "<!-- lab review -->";

/** Gitea sets no limit to a comment; of more than this nobody reads, and GitHub takes no more either. */
export const MOST_BYTES = 60_000;

/**
 * A review as the comment of a pull request, in Markdown. Of the levels of detail the first is taken that fits, so that
 * nothing is cut off in the middle, and it says what it leaves out:
 *  1. all of it, with every difference
 *  2. without differences
 *  3. dangers in full, Applications by numbers
 *  4. dangers that must stop it in full, the others and the Applications by numbers
 *  5. the verdict, and how many dangers there are of each kind
 *
 * Whatever comes from the tree stands in spans and blocks of code, where nothing is a link, a mention or a tag.
 *
 * @param mostBytes that the server takes, or a reader
 * @param pageAt where the whole page is, as the end of a sentence, in Markdown; absent, there is none
 */
export function markdown(review: Review, mostBytes: number, pageAt?: string): string {
  for (const { tell, without } of LEVELS) {
    const text = textOf([...heading(review), ...tell(review), "", ...footer(review, without, pageAt)]);
    if (Buffer.byteLength(text) <= mostBytes) return text;
  }
  return textOf([title(review)]);
}

function textOf(lines: readonly string[]): string {
  return [MARKER, ...lines, ""].join("\n");
}

/** A level of detail, and what it leaves out. */
interface Level {
  readonly tell: (review: Review) => string[];
  readonly without?: string;
}

const LEVELS: readonly Level[] = [
  { tell: review => [...objects(review), ...differences(review)] },
  { tell: objects, without: "the differences" },
  {
    tell: review => [...dangers(review), ...byNumbers(review), ...guidebook(review), ...troubles(review)],
    without: "the single objects",
  },
  { tell: review => [...stops(review), ...counted(review), ...byNumbers(review)], without: "all that is no stop" },
  { tell: counted, without: "all but numbers" },
];

function objects(review: Review): string[] {
  return [
    ...list("Who feels it", review.affected.lines.map(codeSpan)),
    ...dangers(review),
    ...review.forecast.flatMap(applicationSection),
    ...guidebook(review),
    ...troubles(review),
  ];
}

const TITLES: Readonly<Record<Verdict["kind"], string>> = {
  nothing: "⚪ Nothing changes",
  routine: "🟢 Routine",
  read: "🟡 To be read",
  stop: "🔴 Stop",
};

function title({ verdict }: Review): string {
  return `## ${TITLES[verdict.kind]}`;
}

function heading(review: Review): string[] {
  const { verdict, base, head } = review;
  return [title(review), "", `${prose(verdict.sentence)}.`, "", `${named(base)} → ${named(head)}`];
}

function named({ name, commit }: RevisionName): string {
  if (commit === undefined) return codeSpan(name);
  return codeSpan(name.startsWith(commit) ? commit : `${name} ${commit}`);
}

function footer(review: Review, without: string | undefined, pageAt: string | undefined): string[] {
  const [old, mended] = [of(review, "already there").length, of(review, "fixed").length];
  return [
    ...(without === undefined ? [] : [`Too much for a comment, so ${without} are left out here.`]),
    ...(pageAt === undefined ? [] : [`The whole page, with every difference: ${pageAt}.`]),
    ...(old === 0 ? [] : [`Dangers that were there already: ${old}.`]),
    ...(mended === 0 ? [] : [`Dangers that it mends: ${mended}.`]),
    "Said from git alone, without asking the cluster.",
  ];
}

function dangers(review: Review): string[] {
  return alike(of(review, "introduced")).flatMap(dangerSection);
}

function stops(review: Review): string[] {
  return alike(of(review, "introduced").filter(({ level }) => level === "stop")).flatMap(dangerSection);
}

function of({ dangers }: Review, attribution: Attribution): FoundDanger[] {
  return dangers.filter(danger => danger.attribution === attribution);
}

/** Dangers that are told together, the heaviest first. */
function alike(dangers: readonly FoundDanger[]): Together[] {
  const groups = toldTogether(dangers);
  return WEIGHTS.flatMap(weight => groups.filter(([first]) => first.level === weight));
}

const ICONS: Readonly<Record<FoundDanger["level"], string>> = { stop: "🔴", warn: "🟡", note: "🔵" };

function dangerSection(dangers: Together): string[] {
  const [first] = dangers;
  return [
    ...["", `### ${ICONS[first.level]} ${first.id}`, ""],
    ...dangers.map(danger => `- ${codeSpan(subjectOf(danger))}: ${codeSpan(danger.what)}`),
    ...["", `${prose(first.explanation)}. **${prose(first.remedy)}.**`],
  ];
}

function subjectOf({ cluster, application, object, path }: FoundDanger): string {
  return `${place(cluster, application)} ${object === undefined ? path : `${object.kind}/${object.name}`}`;
}

function counted(review: Review): string[] {
  const lines = alike(of(review, "introduced")).map(
    ([first, ...others]) => `${ICONS[first.level]} ${first.id}: ${1 + others.length}`,
  );
  return list("Dangers", lines);
}

function applicationSection(application: ApplicationForecast): string[] {
  const { cluster, name, fate, why, course, steps, restarts } = application;
  const words = fate === "stays" ? "" : ` ${fate}`;
  return [
    ...["", `### Application ${codeSpan(place(cluster, name))}${words}`, ""],
    ...(why === undefined ? [] : [codeSpan(why), ""]),
    ...(course === undefined ? [] : [`Its sync: **${course.kind}**, ${codeSpan(course.why)}`, ""]),
    ...steps.map(stepLine),
    ...restarts.map(restartLine),
  ];
}

function stepLine({ outcome, orElse, held, change, why, how }: Step): string {
  const subject = change.object === undefined ? change.path : `${change.object.kind}/${change.object.name}`;
  const words = [why, how].filter(text => text !== undefined).map(text => ` ${codeSpan(text)}`);
  const other = orElse === undefined ? "" : `, or ${orElse}`;
  return `- ${outcome}${other}${held ? ", not done" : ""} ${codeSpan(subject)}${words.join("")}`;
}

function restartLine({ workload, pods, why, interrupts }: Restart): string {
  const many = pods === undefined ? "one pod on each node" : `${pods} ${pods === 1 ? "pod" : "pods"}`;
  return `- restart ${codeSpan(workload)}, ${many}${interrupts ? ", away meanwhile" : ""}: ${codeSpan(why)}`;
}

function byNumbers({ forecast }: Review): string[] {
  const lines = forecast.map(({ cluster, name, fate, course, steps }) => {
    const outcomes = [...Map.groupBy(steps, ({ outcome }) => outcome)];
    const counts = outcomes.map(([outcome, alike]) => `${alike.length} ${outcome}`).join(", ");
    const words = [fate === "stays" ? "" : fate, course === undefined ? "" : `its sync ${course.kind}`, counts];
    return `${codeSpan(place(cluster, name))} ${words.filter(Boolean).join(", ")}`;
  });
  return list("What Argo CD will do", lines);
}

function guidebook({ guidebook }: Review): string[] {
  return list("The guidebook", guidebookLines(guidebook).map(codeSpan));
}

/** What is new only: what could not be read before is no news. */
function troubles({ troubles }: Review): string[] {
  const fresh = troubles.filter(({ side }) => side === "after");
  return list("Not understood, and so not reviewed", fresh.map(troubleText));
}

function troubleText({ path, what }: Trouble): string {
  return `${codeSpan(path)}: ${codeSpan(what)}`;
}

function list(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", `### ${title}`, "", ...lines.map(line => `- ${line}`)];
}

function differences({ changes }: Review): string[] {
  if (changes.length === 0) return [];
  const lines = changeLines(changes).map(line => stripVTControlCharacters(line));
  return ["", "<details><summary>Every difference</summary>", "", ...codeBlock(lines), "", "</details>"];
}

/** A sentence of ours as it is written, should it ever hold more than words. */
function prose(text: string): string {
  return harmless(text).replaceAll(/[\\`*_{}[\]<>#|~$@&:]/g, character => `\\${character}`);
}

function place(cluster: string, application: string): string {
  return [cluster, application].filter(part => part !== "").join("/");
}
