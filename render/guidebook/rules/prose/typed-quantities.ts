import type { Lab } from "../../../checks/rule.ts";
import { measuresOf } from "../../../inventory/facts/measures.ts";
import { type Quantity, quantitiesIn } from "../../words/quantity-words.ts";
import { lettersOf } from "./letters-of.ts";
import type { Typed } from "./typed.ts";

/** Quantities that a declaration holds, as `14 days`: by kind and amount, then by whose they are, the facts that say so. */
export type KnownQuantities = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

export function knownQuantities(lab: Lab, facts: ReadonlyMap<string, string>): KnownQuantities {
  const known = new Map<string, Map<string, string[]>>();
  const add = (text: string, path: string, owner: string) => {
    for (const quantity of quantitiesIn(text)) {
      const owners = known.get(keyOf(quantity)) ?? new Map<string, string[]>();
      const paths = owners.get(lettersOf(owner)) ?? [];
      paths.push(path);
      known.set(keyOf(quantity), owners.set(lettersOf(owner), paths));
    }
  };
  for (const { path, text, unit } of measuresOf(lab))
    add(path.endsWith(".copies") ? `${text} copies` : text, path, unit);
  for (const [path, text] of facts) {
    const [, owner, unit] = FACT.exec(path) ?? [];
    if (owner !== undefined && unit !== undefined) add(`${text} ${UNITS[unit]}`, path, owner);
  }
  return known;
}

function keyOf({ of, amount }: Quantity): string {
  return `${of} ${amount}`;
}

/** Numbers among the facts of a cluster whose name ends with their unit, and the group that they lie in. */
const FACT = /^(?!claims\.)(?:.*\.)?(?!quota\.)([\w-]+)\.(?:quota\.)?\w*?(Gibibytes|Mebibytes|Days|replicas|pods)$/;

const UNITS: Readonly<Record<string, string>> = {
  Gibibytes: "GiB",
  Mebibytes: "MiB",
  Days: "days",
  pods: "pods",
  replicas: "copies",
};

/**
 * Quantities in a text that the declaration holds of what the text is about, or of what the same line names. The same
 * figure elsewhere is another thing: 7 days of patience beside 7 days of snapshots.
 *
 * @param filled the same text with its facts in place, which says what a line names
 */
export function typedQuantities(about: string, text: string, filled: string, known: KnownQuantities): Typed[] {
  const lines = filled.split("\n");
  return text.split("\n").flatMap((line, index) =>
    quantitiesIn(line).flatMap(quantity => {
      const owners = known.get(keyOf(quantity));
      const facts =
        owners === undefined ? [] : ownersNamed(about, lines[index] ?? "").flatMap(name => owners.get(name) ?? []);
      return facts.length === 0 ? [] : [{ words: quantity.words, facts }];
    }),
  );
}

function ownersNamed(about: string, line: string): string[] {
  return [...new Set([about, ...(line.match(/[\w-]+/g) ?? [])].map(lettersOf))];
}
