import type { Lab } from "../../checks/rule.ts";
import { type Felt, outageOf } from "../../inventory/blast-radius/outage.ts";
import { outagesOf, runningThings, type ToldOutage } from "../../inventory/blast-radius/outages.ts";
import { EFFECTS, type Effect, IF_THERE } from "../../inventory/blast-radius/reliances/reliance.ts";
import type { Thing } from "../../inventory/blast-radius/things.ts";
import { blocks, code, link, list, steps } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { thingNames } from "../words/thing-words.ts";

/** Each machine and shared service in its turn: what stops without it, for how long that is bearable, what to do. */
export const outages: TextPart = {
  name: "outages",
  tell: lab => blocks(...outagesOf(lab).map(outage => section(lab, outage))),
};

function section(lab: Lab, outage: ToldOutage): string {
  const { title, felt, bearable, alerts, remedies, runbooks } = outage;
  return blocks(
    `### ${title}`,
    list([
      ...EFFECTS.flatMap(effect => lines(effect, felt)),
      ...passing(lab, felt),
      `Feels nothing: ${thingNames(untouched(lab, outage)) || "nothing that runs here"}.`,
    ]),
    `**Bearable**: ${bearable}`,
    alerts.length === 0
      ? "**Noticed**: by no alert, but by people."
      : `**Noticed** by ${alerts.map(({ name, severity }) => `${code(name)} (${URGENCY[severity]})`).join(", ")}.`,
    "**What to do**:",
    steps([...remedies, ...runbooks.map(page => `Step by step: ${link(page)}.`)]),
  );
}

const URGENCY = { page: "at once", ticket: "in the morning", heartbeat: "by its absence" } as const;

const HEADINGS: Readonly<Record<Effect, string>> = {
  stops: "Stops",
  unreachable: "Runs, but people do not get to it",
  waits: "Stops if it was there, until it is back",
  moves: "Stops if it was there, for minutes",
  limited: "Goes on",
};

/** One line for those with the same reasons. What happens only if it was there is said also of what people do not get to. */
function lines(effect: Effect, felt: readonly Felt[]): string[] {
  const told = felt.filter(({ worst }) => worst === effect || (IF_THERE.has(effect) && worst === "unreachable"));
  const alike = Map.groupBy(told, each => reasonOf(effect, each));
  return [...alike].flatMap(([reason, all]) =>
    reason === "" ? [] : `**${HEADINGS[effect]}** (${reason}): ${thingNames(all.map(({ thing }) => thing))}.`,
  );
}

/** Of what stops the nearest reason, for the others change nothing more; empty where it has none. */
function reasonOf(effect: Effect, { reasons }: Felt): string {
  const all = reasons.get(effect) ?? [];
  return effect === "stops" ? (all[0] ?? "") : all.join("; ");
}

/** Whom those stop or cut off meanwhile that were there. */
function passing(lab: Lab, felt: readonly Felt[]): string[] {
  const gone = new Set(felt.filter(({ worst }) => worst === "stops").map(({ thing }) => thing.id));
  return felt.flatMap(({ thing, reasons }) => {
    if (gone.has(thing.id) || !(reasons.has("waits") || reasons.has("moves"))) return [];
    if (thing.kind === "app") return [];
    const hurt = outageOf(lab, thing.id).felt.filter(({ worst }) => worst === "stops" || worst === "unreachable");
    return hurt.length === 0
      ? []
      : [`If ${thing.name} was there, meanwhile not to be used: ${thingNames(hurt.map(each => each.thing))}.`];
  });
}

function untouched(lab: Lab, { thing, felt }: ToldOutage): Thing[] {
  const touched = new Set([thing.id, ...felt.map(each => each.thing.id)]);
  return runningThings(lab).filter(({ id }) => !touched.has(id));
}
