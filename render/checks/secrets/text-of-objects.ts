import type { KubeObject } from "../../../platform/kube-object.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { type Lab, objectsOf } from "../rule.ts";
import { isInnocent } from "./innocent.ts";

/** Shorter texts are not looked at: no secret worth the name has fewer characters. */
export const FEWEST_CHARACTERS = 6;

/** One text of an object. */
export interface Scalar {
  readonly unit: BuiltUnit;
  readonly object: KubeObject;
  /** What it is called: its key, or for `{ name: TOKEN, value: ... }` the name beside it. */
  readonly key: string;
  /** As it stands in the object, or what was made of a command. */
  readonly value: string;
  /** What it says: the value, decoded where it is Base64. */
  readonly meaning: string;
}

/** All texts of a lab that were not searched before, as one, so that a pattern runs once. */
export interface TextOfObjects {
  readonly scalars: readonly Scalar[];
  /** A line `key: meaning` for each distinct pair; a value with line breaks takes several. */
  readonly text: string;
  /** The scalar to which a position of the text belongs, where it was first seen. */
  readonly at: (position: number) => Scalar;
}

/**
 * Gathers every distinct `key: meaning` of all objects that is not known to be innocent. What a thousand instances have in
 * common stands there once, which is what makes reading all of it cheap.
 */
export function textOfObjects(lab: Lab): TextOfObjects {
  const scalars = distinctScalars(lab);
  const starts: number[] = [];
  const lines: string[] = [];
  let position = 0;
  for (const { key, meaning } of scalars) {
    const line = `${key}: ${meaning}`;
    starts.push(position);
    lines.push(line);
    position += line.length + 1;
  }
  return { scalars, text: lines.join("\n"), at: wanted => scalars[lastAtMost(starts, wanted)] as Scalar };
}

function distinctScalars(lab: Lab): Scalar[] {
  const scalars: Scalar[] = [];
  const seen = new Map<string, Set<string>>();
  for (const { unit, object } of objectsOf(lab)) {
    const add: Add = (key, value, meaning = value) => {
      if (value.length < FEWEST_CHARACTERS) return;
      const meanings = seen.get(key);
      if (meanings?.has(meaning)) return;
      if (meanings === undefined) seen.set(key, new Set([meaning]));
      else meanings.add(meaning);
      if (!isInnocent(key, meaning)) scalars.push({ unit, object, key, value, meaning });
    };
    visit(object, "", add);
  }
  return scalars;
}

type Add = (key: string, value: string, meaning?: string) => void;

/** Keys that say nothing; what they hold is called as the thing around them: `PASSWORD: { text: ... }`. */
const NAMELESS: ReadonlySet<string> = new Set(["text", "value"]);

function visit(node: object, name: string, add: Add): void {
  if (Array.isArray(node)) {
    visitList(node, name, add);
    return;
  }
  const fields = node as Readonly<Record<string, unknown>>;
  for (const key in fields) {
    const child = fields[key];
    if (key === "binaryData") visitBase64(child, add);
    else if (typeof child === "string") add(NAMELESS.has(key) ? nameOf(fields, name) : key, child);
    else if (typeof child === "object" && child !== null) visit(child, key, add);
  }
  visitCommand(fields, add);
}

/** What a ConfigMap holds as bytes may be text all the same. */
function visitBase64(files: unknown, add: Add): void {
  for (const [name, value] of Object.entries(files ?? {})) {
    if (typeof value === "string") add(name, value, Buffer.from(value, "base64").toString("utf8"));
  }
}

/** Programs that take a password in an option which only they read so; a script with a call of one is read as it is. */
const CLIENT = /^(?:\S*\/)?(?:mysql|mariadb|curl)[\w-]*$/;
const CREDENTIAL_OPTION = /^(?:-p.|-u|--user)/;

/** A client and those options in one line, since a list of arguments does not say whose they are. */
function visitCommand({ command, args }: Readonly<Record<string, unknown>>, add: Add): void {
  if (command === undefined && args === undefined) return;
  const words = [command, args].flatMap(list => (Array.isArray(list) ? list : [])).map(String);
  const client = words.find(word => CLIENT.test(word));
  if (client === undefined) return;
  const options = words.filter(
    (word, index) => CREDENTIAL_OPTION.test(word) || /^-(?:u|-user)$/.test(words[index - 1] ?? ""),
  );
  add(command === undefined ? "args" : "command", [client, ...options].join(" "));
}

/** In a list of arguments an option names the one after it: `["--token", "..."]`. */
function visitList(list: readonly unknown[], name: string, add: Add): void {
  let option: string | undefined;
  for (const item of list) {
    if (typeof item === "string") {
      add(option ?? name, item);
      option = /^--?[\w-]+$/.test(item) ? item : undefined;
    } else if (typeof item === "object" && item !== null) visit(item, name, add);
  }
}

function nameOf({ name }: Readonly<Record<string, unknown>>, around: string): string {
  return typeof name === "string" ? name : around;
}

/** Index of the last of some ascending numbers that is at most `wanted`. */
function lastAtMost(numbers: readonly number[], wanted: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((numbers[middle] as number) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}
