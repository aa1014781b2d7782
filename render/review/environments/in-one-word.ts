import type { KubeObject } from "../../../platform/kube-object.ts";

/** What stands for the name of an instance, whichever it is. */
const INSTANCE = "<instance>";

/**
 * An object in which the names of these instances are all one word, wherever they stand as a whole word: `erp` and
 * `erp-sandbox` in names, hosts and paths, `erp_sandbox` in roles of databases. Keys of mappings are texts too.
 */
export function inOneWord(object: KubeObject, instances: readonly string[]): KubeObject {
  const words = instances.flatMap(name => [name, name.replaceAll("-", "_")]);
  const longestFirst = [...new Set(words)].sort((a, b) => b.length - a.length).map(RegExp.escape);
  const names = new RegExp(`(?<![a-z0-9])(?:${longestFirst.join("|")})(?![a-z0-9])`, "g");
  return renamed(object, text => text.replaceAll(names, INSTANCE)) as KubeObject;
}

function renamed(value: unknown, rename: (text: string) => string): unknown {
  if (typeof value === "string") return rename(value);
  if (Array.isArray(value)) return value.map(element => renamed(element, rename));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [rename(key), renamed(inner, rename)]));
}
