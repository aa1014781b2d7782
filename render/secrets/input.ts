import type { Values } from "../../platform/secrets/kv.ts";

/** What a key may be called: Kubernetes takes no other characters. */
const KEY = /^[A-Za-z0-9._-]+$/;
const NAMES = "write letters, digits, and . _ -";

/**
 * Values from a text: all of it for one key, without the newline at its end; else lines `key=value`, or a JSON object of
 * texts.
 *
 * @param path of the secret, for errors
 * @throws {Error} that names keys and lines, and never holds a value
 */
export function valuesOf(path: string, text: string, key: string | undefined): Values {
  const refuse: Refuse = (is, right) => {
    throw new Error(`Cannot set ${path}: ${is}, ${right}`);
  };
  const values = key === undefined ? several(text, refuse) : { [key]: text.replace(/\r?\n$/, "") };
  const entries = Object.entries(values);
  if (entries.length === 0) refuse("there is nothing on the standard input", "give it lines key=value");
  for (const [name, value] of entries) {
    if (!KEY.test(name)) refuse(`"${name}" is no name of a key`, NAMES);
    if (value.trim() === "") refuse(`the value of "${name}" is empty`, "give it one");
  }
  return values;
}

type Refuse = (is: string, right: string) => never;

function several(text: string, refuse: Refuse): Record<string, string> {
  return text.trimStart().startsWith("{") ? fromJson(text, refuse) : fromLines(text, refuse);
}

function fromJson(text: string, refuse: Refuse): Record<string, string> {
  const entries = Object.entries(parsed(text, refuse));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, typeof value === "string" ? value : refuse(`"${key}" is no text`, "quote it")]),
  );
}

/** The parser's own message shows the text that it stumbles over. */
function parsed(text: string, refuse: Refuse): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    return refuse("what begins with { is no JSON object", "mend it, or name the one key that it is the value of");
  }
}

/** A line may be the secret itself, as base64 whose padding looks like the end of a key: none is shown. */
function fromLines(text: string, refuse: Refuse): Record<string, string> {
  const entries = text.split(/\r?\n/).flatMap((line, index): [string, string][] => {
    if (line.trim() === "") return [];
    const split = line.indexOf("=");
    if (split < 1) return refuse(`line ${index + 1} has no key`, "write lines key=value, or name the one key");
    const [key, value] = [line.slice(0, split).trim(), line.slice(split + 1)];
    if (!KEY.test(key)) return refuse(`line ${index + 1} has no name of a key before its =`, NAMES);
    if (/^[\s=]*$/.test(value)) return refuse(`line ${index + 1} has nothing behind its =`, "give its key a value");
    return [[key, value]];
  });
  const twice = entries.find(([key], index) => entries.findIndex(([other]) => other === key) < index);
  if (twice !== undefined) return refuse(`"${twice[0]}" is there twice`, "give each key once");
  return Object.fromEntries(entries);
}
