import type { Part } from "./part.ts";
import { parts } from "./parts/index.ts";

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

/** Paths of the facts that a text names in double braces, such as `hosts.grafana`; in order, each once. */
export function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(FACT)].map(([, path = ""]) => path))];
}

/**
 * Puts facts and parts in their places. What is not known stays as it is written, and is told.
 *
 * @param tell the Markdown of a part
 */
export function fillIn(
  text: string,
  factOf: (path: string) => string | undefined,
  tell: (part: Part) => string,
): Filled {
  const taken = new Set<Part>();
  const unknown: Unknown[] = [];
  const withFacts = text.replaceAll(FACT, (field, path: string) => {
    const fact = factOf(path);
    if (fact === undefined) unknown.push({ field, ...UNKNOWN_FACT });
    return fact ?? field;
  });
  const whole = withFacts.replaceAll(PART, (field, name: string) => {
    const part = parts.find(each => each.name === name);
    if (part === undefined) {
      unknown.push({ field, ...UNKNOWN_PART });
      return field;
    }
    taken.add(part);
    return tell(part) || NOTHING;
  });
  return { text: whole, parts: [...taken], unknown };
}

const FACT = /\{\{\s*([\w.-]+)\s*\}\}/g;

const PART = /^\{\{> ([\w-]+)\}\}$/gm;

/** In place of a part that has nothing to tell. */
const NOTHING = "None in this lab.";

const UNKNOWN_FACT = {
  problem: "there is no such fact",
  remedy: "name one of clusters/lab.ts, such as {{nodes.pi1.address}}, or {{hosts.<component>}}",
};

const UNKNOWN_PART = { problem: "there is no such part", remedy: "name one of render/guidebook/parts/" };
