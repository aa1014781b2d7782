import type { Cluster } from "../../../../clusters/lab.ts";
import { type Index, indexOf, type Typed } from "./typed.ts";

/** Names and addresses that nobody writes by chance, with the facts that hold them. */
export function knownNames({ nodes, buckets, gitea }: Cluster, facts: ReadonlyMap<string, string>): Index {
  const names = [...Object.keys(nodes), ...Object.values(buckets), gitea.organisation];
  const bare = new Set(names.filter(name => !ORDINARY_WORD.test(name)));
  const entries = [...facts].flatMap(([path, text]): [string, string][] => {
    if (path.startsWith("versions.")) return [];
    if (bare.has(text)) return [[text, path]];
    const [, name] = DOTTED.exec(text) ?? [];
    return name === undefined ? [] : [[name, path]];
  });
  const index = indexOf(entries);
  const unnamed = [...bare].filter(name => !index.has(name)).map(name => [name, []] as const);
  return new Map([...index, ...unnamed]);
}

/** A node may be called `server`: that prose has everywhere. */
const ORDINARY_WORD = /^[a-z]+$/;

/** A host name or an address, of a network without its length. */
const DOTTED = /^((?:[\w-]+\.)+[a-z]{2,}|\d+(?:\.\d+){3})(?:\/\d+)?$/i;

/** Names in a text that are known: the longest first, so that a host is not told as its domain too. */
export function typedNames(text: string, known: Index): Typed[] {
  return (text.match(/[\w-]+(?:\.[\w-]+)*/g) ?? []).flatMap(token => {
    const words = token.includes(".") ? knownPart(token, known) : token;
    const facts = words === undefined ? undefined : known.get(words);
    return words === undefined || facts === undefined ? [] : [{ words, facts }];
  });
}

/** `redis.home.lab`, else an end of it, else one of its labels. */
function knownPart(token: string, known: Index): string | undefined {
  const labels = token.split(".");
  const ends = labels.map((_, index) => labels.slice(index).join("."));
  return [...ends, ...labels].find(part => known.has(part));
}
