import type { Cluster } from "../../../../clusters/lab.ts";
import { lettersOf } from "./letters-of.ts";
import { type Index, indexOf, type Typed } from "./typed.ts";

/** Pinned versions, as far as a text can repeat them. */
export interface KnownVersions {
  /** Those with two dots or more, which nobody writes by chance. */
  readonly whole: Index;
  /** By the letters of who has it: `stepca` to `0.30.2`. */
  readonly byName: ReadonlyMap<string, { readonly version: string; readonly fact: string }>;
  /** A name, and a number after it. */
  readonly named: RegExp;
}

export function knownVersions({ versions }: Cluster): KnownVersions {
  const pins = Object.entries(versions).map(([name, { version }]) => {
    return { name, version: numbersOf(version), fact: `versions.${name}` };
  });
  const names = pins.map(({ name }) => name.replaceAll("-", "[- ]?")).sort((one, other) => other.length - one.length);
  return {
    whole: indexOf(pins.map(({ version, fact }) => [version, fact])),
    byName: new Map(pins.map(pin => [lettersOf(pin.name), pin])),
    named: new RegExp(String.raw`(?<![\w-])(${names.join("|")})(?:ql)?\s+v?(\d+(?:\.\d+)?)(?![\w-]|\.\d)`, "gi"),
  };
}

/**
 * Pinned versions in a text: a whole one anywhere, `v3.7.11`; a shorter one after the name of who has it, `Traefik 3.7`.
 * Another version than the pinned one is no fact of the lab.
 */
export function typedVersions(text: string, { whole, byName, named }: KnownVersions): Typed[] {
  const anywhere = [...text.matchAll(WHOLE)].flatMap(([words, numbers = ""]) => {
    const facts = whole.get(numbers);
    return facts === undefined ? [] : [{ words, facts }];
  });
  const afterName = [...text.matchAll(named)].flatMap(([words, name = "", numbers = ""]) => {
    const pin = byName.get(lettersOf(name));
    return pin !== undefined && isSaidBy(numbers, pin.version) ? [{ words, facts: [pin.fact] }] : [];
  });
  return [...anywhere, ...afterName];
}

const WHOLE = /(?<![\w.-])v?(\d+(?:\.\d+){2,})(?:[-+][\w.-]*\w)?(?!\w|\.\d)/g;

/** One number alone says a version only where that has no more. */
function isSaidBy(numbers: string, version: string): boolean {
  return numbers === version || (numbers.includes(".") && version.startsWith(`${numbers}.`));
}

/** `v1.36.3+k3s1` without what is around its numbers: `1.36.3`. */
function numbersOf(version: string): string {
  return /\d+(?:\.\d+)*/.exec(version)?.[0] ?? version;
}
