import { fillFacts } from "../prose/fill-facts.ts";
import type { Part } from "./part.ts";

/** Something that a page names and that is not there. */
export interface Unknown {
  /** As it stands in the page: `{{hosts.rediss}}`, `{{> volumez}}`. */
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

/** A text with its facts and parts in place. */
export interface Filled {
  readonly text: string;
  readonly parts: readonly Part[];
  readonly unknown: readonly Unknown[];
}

/**
 * Puts facts and parts in their places. What is not known stays as it is written, and is told.
 *
 * @param facts by the paths that name them
 * @param known parts that there are
 * @param tell the Markdown of a part
 */
export function fillIn(
  text: string,
  facts: ReadonlyMap<string, string>,
  known: readonly Part[],
  tell: (part: Part) => string,
): Filled {
  const taken = new Set<Part>();
  const unknown: Unknown[] = [];
  const withFacts = fillFacts(text, (path, field) => {
    const fact = facts.get(path);
    if (fact === undefined) unknown.push({ field, ...UNKNOWN_FACT });
    return fact ?? field;
  });
  const whole = withFacts.replaceAll(PART, (field, name: string) => {
    const part = known.find(each => each.name === name);
    if (part === undefined) {
      unknown.push({ field, ...UNKNOWN_PART });
      return field;
    }
    taken.add(part);
    return tell(part) || NOTHING;
  });
  const stray = withFacts.replaceAll(PART, "").match(ANY_PART) ?? [];
  unknown.push(...stray.map(field => ({ field, ...STRAY_PART })));
  return { text: whole, parts: [...taken], unknown };
}

/** Names of the parts that a text takes, as often as it does. */
export function partsNamedIn(text: string): string[] {
  return [...text.matchAll(PART)].flatMap(([, name]) => name ?? []);
}

const PART = /^\{\{> ([\w-]+)\}\}[ \t]*$/gm;

const ANY_PART = /\{\{>[^}\n]*\}\}/g;

/** In place of a part that has nothing to tell. */
const NOTHING = "None in this lab.";

const UNKNOWN_FACT = {
  problem: "there is no such fact",
  remedy: "name one of clusters/lab.ts, such as {{nodes.pi1.address}}, or {{hosts.<component>}}",
};

const UNKNOWN_PART = { problem: "there is no such part", remedy: "name one of render/guidebook/parts/" };

const STRAY_PART = { problem: "a part stands on a line of its own", remedy: "write it so, as {{> volumes}}" };
