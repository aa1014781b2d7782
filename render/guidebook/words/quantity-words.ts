/** A quantity as a page writes it, made comparable: `5 GiB`, `512Mi`, `14 days`, `two copies`. */
export interface Quantity {
  readonly of: "bytes" | "copies" | "days" | "pods";
  readonly amount: number;
}

/** A quantity with the words in which a text has it. */
export interface WrittenQuantity extends Quantity {
  readonly words: string;
}

/**
 * Quantities in a text, in order. Small numbers may be words; "one copy" and "a week" are none, for they mostly are no
 * measure. Units of bytes that differ in the `i` alone count as the same: whoever writes 5 GB means the 5 GiB.
 */
export function quantitiesIn(text: string): WrittenQuantity[] {
  if (!UNIT.test(text)) return [];
  return [...text.matchAll(QUANTITY)].flatMap(({ 0: words, groups = {} }) => {
    const { bytes, unit = "", count = "", noun = "", copies = "" } = groups;
    if (bytes !== undefined) return { of: "bytes", amount: Number(bytes) * 1024 ** POWERS.indexOf(unit), words };
    const amount = numberOf(copies || count);
    if (Number.isNaN(amount) || (amount === 1 && noun !== "day")) return [];
    return { of: copies !== "" ? "copies" : (NOUNS[noun.replace(/s$/, "")] ?? "days"), amount, words };
  });
}

/** What every quantity has, for most lines have none. */
const UNIT = /[KMGT]i|[KMGT]B|copies|replicas|day|pods/;

const POWERS = ["", "K", "M", "G", "T"];

const NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

const TENS: Readonly<Record<string, number>> = { fourteen: 14, twenty: 20, thirty: 30, sixty: 60, ninety: 90 };

const NOUNS: Readonly<Record<string, Quantity["of"]>> = {
  copie: "copies",
  day: "days",
  pod: "pods",
  replica: "copies",
};

const NUMBER = `\\d+|${[...NUMBERS, ...Object.keys(TENS)].join("|")}`;

const QUANTITY = new RegExp(
  [
    String.raw`(?<![\w.-])(?<bytes>\d+(?:\.\d+)?) ?(?<unit>[KMGT])(?:i?B|i)(?!\w)`,
    String.raw`(?<![\w.-])(?<count>${NUMBER}) (?<noun>copies|replicas|days?|pods)(?!\w)`,
    String.raw`\bcopies on (?<copies>${NUMBER}) nodes\b`,
  ].join("|"),
  "g",
);

function numberOf(word: string): number {
  if (/^\d+$/.test(word)) return Number(word);
  const index = NUMBERS.indexOf(word);
  return index === -1 ? (TENS[word] ?? Number.NaN) : index;
}
