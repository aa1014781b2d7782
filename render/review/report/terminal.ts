import { Help } from "commander";
import pc from "picocolors";
import { changeLines } from "../../terminal/change-lines.ts";
import { columns } from "../../terminal/columns.ts";
import { harmless } from "../../terminal/harmless.ts";
import type { Level } from "../dangers/danger.ts";
import type { Attribution, FoundDanger } from "../dangers/found-danger.ts";
import { toldTogether } from "../dangers/told-together.ts";
import type { ApplicationForecast, Course, Outcome, Restart, Step } from "../forecast/forecast.ts";
import { guidebookLines } from "../guidebook/guidebook-lines.ts";
import type { Trouble } from "../read/trouble.ts";
import type { Review, RevisionName } from "../review.ts";
import type { Verdict } from "../verdict.ts";

/**
 * A review as a page of the terminal, to be read from the top: the verdict, who feels it, dangers, what Argo CD will do
 * with each Application, what could not be read, and at last every difference.
 *
 * @param width columns of the terminal, for texts that are sentences
 */
export function terminalLines(review: Review, width: number): string[] {
  return [
    ...verdictLines(review, width),
    ...section("Who feels it", review.affected.lines.map(harmless)),
    ...section("Dangers", dangerLines(review.dangers, "introduced", width)),
    ...section("What Argo CD will do", review.forecast.flatMap(applicationLines)),
    ...section(
      "The guidebook",
      guidebookLines(review.guidebook).flatMap(line => wrapped(harmless(line), width, 0)),
    ),
    ...section("Not understood", troubleLines(review.troubles)),
    ...section("Dangers that were there already", dangerLines(review.dangers, "already there", width)),
    ...section("Dangers that it mends", dangerLines(review.dangers, "fixed", width)),
    ...section("Every difference", changeLines(review.changes)),
  ];
}

const VERDICTS: Readonly<Record<Verdict["kind"], string>> = {
  nothing: pc.green(pc.bold("NOTHING")),
  routine: pc.green(pc.bold("ROUTINE")),
  read: pc.yellow(pc.bold("READ")),
  stop: pc.red(pc.bold("STOP")),
};

const LEVELS: Readonly<Record<Level, (text: string) => string>> = { stop: pc.red, warn: pc.yellow, note: pc.blue };

const OUTCOMES: Readonly<Record<Outcome, (text: string) => string>> = {
  create: pc.green,
  update: pc.yellow,
  "no effect": pc.dim,
  "replace needed": pc.red,
  recreate: pc.red,
  prune: pc.red,
  "prune refused": pc.blue,
  keep: pc.blue,
  orphan: pc.magenta,
  adopt: pc.cyan,
  hook: pc.cyan,
  forbidden: pc.red,
  ignored: pc.dim,
  unknown: pc.yellow,
};

function verdictLines({ verdict, base, head }: Review, width: number): string[] {
  const kind = VERDICTS[verdict.kind];
  return [...wrapped(`${kind}  ${verdict.sentence}`, width, 0), pc.dim(`${nameOf(base)} → ${nameOf(head)}`)];
}

function nameOf({ name, commit }: RevisionName): string {
  return commit === undefined ? harmless(name) : `${harmless(name)} (${commit})`;
}

function section(heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", pc.bold(pc.underline(heading)), ...lines];
}

function dangerLines(all: readonly FoundDanger[], attribution: Attribution, width: number): string[] {
  const dangers = all.filter(danger => danger.attribution === attribution);
  return toldTogether(dangers).flatMap(alike => {
    const [{ id, level, explanation, remedy }] = alike;
    const heading = `${LEVELS[level](level)}  ${pc.bold(id)}`;
    const words = attribution === "fixed" ? [] : [explanation, `→ ${remedy}`].flatMap(text => wrapped(text, width, 6));
    return [heading, ...alike.map(danger => `      ${sightLine(danger)}`), ...words.map(line => pc.dim(line))];
  });
}

function sightLine({ cluster, application, object, path, what }: FoundDanger): string {
  const subject = object === undefined ? path : `${object.kind}/${object.name}`;
  const where = place(cluster, application);
  return `${where === "" ? "" : `${pc.bold(harmless(where))} `}${harmless(subject)}: ${harmless(what)}`;
}

function applicationLines(application: ApplicationForecast): string[] {
  const { cluster, name, fate, why, course, steps, restarts } = application;
  const words = fate === "stays" ? "" : `  ${pc.red(fate)}`;
  const reason = why === undefined ? "" : pc.dim(`  ${harmless(why)}`);
  const heading = `${pc.bold(harmless(place(cluster, name)))}${words}${reason}`;
  const quiet = steps.filter(isQuiet);
  const told = quiet.length > MOST_QUIET ? steps.filter(step => !isQuiet(step)) : steps;
  const shown = told.slice(0, MOST_STEPS);
  const rest = told.length - shown.length;
  return [
    heading,
    ...(course === undefined ? [] : [`  ${COURSES[course.kind](course.kind)}  ${pc.dim(harmless(course.why))}`]),
    ...columns([...shown.map(stepCells), ...restarts.map(restartCells)]).map(line => `  ${line}`),
    ...(told.length < steps.length ? [`  ${pc.dim(`no effect  ${quiet.length} objects`)}`] : []),
    ...(rest > 0 ? [pc.dim(`  and ${rest} more, see "Every difference"`)] : []),
  ];
}

function isQuiet({ outcome }: Step): boolean {
  return outcome === "no effect";
}

const COURSES: Readonly<Record<Course["kind"], (text: string) => string>> = {
  idle: pc.dim,
  "by hand": pc.blue,
  refused: pc.red,
  halts: pc.red,
};

/** Steps of one Application that a page can bear, and of those that do nothing. */
const MOST_STEPS = 30;
const MOST_QUIET = 5;

function stepCells({ outcome, change, wave, phase, why, how }: Step): string[] {
  const subject = change.object === undefined ? change.path : `${change.object.kind}/${change.object.name}`;
  const when = [phase === "Sync" ? "" : phase, wave === 0 ? "" : `wave ${wave}`].filter(Boolean).join(", ");
  const words = [why, how].filter(text => text !== undefined).map(harmless);
  return [OUTCOMES[outcome](outcome), harmless(subject), when, pc.dim(words.join("; "))];
}

function restartCells({ workload, pods, why, interrupts }: Restart): string[] {
  const many = pods === undefined ? "one pod a node" : `${pods} ${pods === 1 ? "pod" : "pods"}`;
  const effect = interrupts ? `${many}, away meanwhile` : many;
  return [pc.yellow("restart"), harmless(workload), effect, pc.dim(harmless(why))];
}

/** Of what is alike: what is new, up to what a page can bear; and of what was there already, one. And how many more. */
function troubleLines(troubles: readonly Trouble[]): string[] {
  const isNew = ({ side }: Trouble) => side === "after";
  const old = troubles.filter(trouble => !isNew(trouble));
  return [
    ...alikeLines(troubles.filter(isNew), MOST_ALIKE),
    ...alikeLines(old, 1).map(line => pc.dim(`already: ${line}`)),
  ];
}

/** New troubles of one kind. */
const MOST_ALIKE = 5;

function alikeLines(troubles: readonly Trouble[], most: number): string[] {
  const kinds = Map.groupBy(troubles, ({ what }) => what.replaceAll(/"[^"]*"/g, '""'));
  return [...kinds.values()].flatMap(alike => {
    const lines = alike.slice(0, most).map(troubleLine);
    const more = alike.length - lines.length;
    return more === 0 ? lines : [...lines.slice(0, -1), `${lines.at(-1)}, and ${more} more like it`];
  });
}

function troubleLine({ path, what }: Trouble): string {
  return `${harmless(path)}: ${harmless(what)}`;
}

function place(cluster: string, application: string): string {
  return [cluster, application].filter(part => part !== "").join("/");
}

/** A sentence on lines of the width, indented. */
function wrapped(text: string, width: number, indent: number): string[] {
  const lines = new Help().boxWrap(text, Math.max(width - indent, 40)).split("\n");
  return lines.map(line => " ".repeat(indent) + line);
}
