import type { Level } from "../../../dangers/danger.ts";
import type { EntryOutcome } from "../page-data.ts";
import { element } from "./element.ts";

/** What happens to something, coloured by how much that weighs. */
export function outcomeBadge(outcome: EntryOutcome, text: string = outcome): HTMLElement {
  return element("span", { class: `badge ${TONES[outcome]}` }, text);
}

/** How much a danger weighs. */
export function levelBadge(level: Level, text: string = level): HTMLElement {
  return element("span", { class: `badge level ${level}` }, text);
}

const TONES: Readonly<Record<EntryOutcome, "good" | "warn" | "stop" | "note" | "calm">> = {
  create: "good",
  update: "warn",
  "no effect": "calm",
  "replace needed": "stop",
  recreate: "stop",
  prune: "stop",
  "prune refused": "note",
  keep: "note",
  orphan: "note",
  adopt: "note",
  hook: "note",
  forbidden: "stop",
  ignored: "calm",
  unknown: "warn",
  "outside Argo CD": "calm",
};
