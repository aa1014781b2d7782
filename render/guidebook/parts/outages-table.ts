import { slug } from "github-slugger";
import type { Lab } from "../../checks/rule.ts";
import { outagesOf, runningThings, type ToldOutage } from "../../inventory/blast-radius/outages.ts";
import type { Effect } from "../../inventory/blast-radius/reliances/reliance.ts";
import { link, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { thingCounts } from "../words/thing-words.ts";

/** What becomes of everything that runs, when each machine or shared service is away: one line for each. */
export const outagesTable: TextPart = {
  name: "outages-table",
  tell: lab =>
    table(
      ["Away", "Stops", "People do not get to it", "Only if it was there", "Goes on without a part", "Feels nothing"],
      outagesOf(lab).map(outage => rowOf(lab, outage)),
    ),
};

function rowOf(lab: Lab, { thing, title, felt }: ToldOutage): string[] {
  const having = (...effects: readonly Effect[]) =>
    thingCounts(felt.filter(({ worst }) => effects.includes(worst)).map(each => each.thing));
  const touched = new Set(felt.map(each => each.thing.id));
  const untouched = runningThings(lab).filter(({ id }) => id !== thing.id && !touched.has(id));
  return [
    link(`#${slug(title)}`, `**${title}**`),
    having("stops"),
    having("unreachable"),
    having("waits", "moves"),
    having("limited"),
    thingCounts(untouched),
  ];
}
