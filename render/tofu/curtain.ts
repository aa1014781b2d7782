/** For each side of a change a value of its shape, with `true` where it is sensitive. */
export type Marks = readonly unknown[];

/** Begins what stands in place of a value until it is shown. */
const MARK = "\u0000hidden ";

/** A shorter text is hidden where it stands alone only: it could be part of any word. */
const SHORTEST_PART = 6;

/**
 * What must not be shown of a plan. A text that is sensitive in one place is hidden in every other one too: providers
 * copy what they are given into attributes that nothing marks.
 */
export class Curtain {
  readonly #texts = new Set<string>();
  readonly #numbers = new Map<string, number>();

  /** Learns every text that is sensitive in a value. */
  learn(value: unknown, marks: Marks): void {
    if (marks.includes(true)) for (const text of textsIn(value)) this.#texts.add(text);
    else for (const [key, item] of partsOf(value)) this.learn(item, below(marks, key));
  }

  /** The value with a number in place of everything that is hidden, so that two can still be compared. */
  draw(value: unknown, marks: Marks): unknown {
    if (marks.includes(true)) return this.#hidden(value);
    if (typeof value === "string" && this.#isSensitive(value)) return this.#hidden(value);
    return eachPart(value, (item, key) => this.draw(item, below(marks, key)));
  }

  #isSensitive(text: string): boolean {
    if (this.#texts.has(text)) return true;
    return [...this.#texts].some(known => known.length >= SHORTEST_PART && text.includes(known));
  }

  #hidden(value: unknown): unknown {
    if (value === null || value === undefined) return value;
    const text = JSON.stringify(value);
    if (!this.#numbers.has(text)) this.#numbers.set(text, this.#numbers.size);
    return `${MARK}${this.#numbers.get(text)}`;
  }
}

/** The value with a word in place of every number that a curtain put there. */
export function shown(value: unknown): unknown {
  if (typeof value === "string") return value.startsWith(MARK) ? "(sensitive)" : value;
  return eachPart(value, shown);
}

/** As they are, and as they stand within JSON. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value, JSON.stringify(value).slice(1, -1)];
  return partsOf(value).flatMap(([, item]) => textsIn(item));
}

function eachPart(value: unknown, change: (item: unknown, key: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item, index) => change(item, String(index)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(item, key)]));
}

function partsOf(value: unknown): [key: string, item: unknown][] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}

function below(marks: Marks, key: string): Marks {
  return marks.map(mark =>
    typeof mark === "object" && mark !== null ? (mark as Record<string, unknown>)[key] : undefined,
  );
}
