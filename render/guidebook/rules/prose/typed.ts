/** A fact that somebody typed where its name belongs. */
export interface Typed {
  /** As it stands in the text: `192.168.1.201`, `5 GiB`. */
  readonly words: string;
  /** Paths of the facts that it repeats: `nodes.pi1.address`. Empty: no page can name it. */
  readonly facts: readonly string[];
}

/** Facts by what they say, for whoever looks up what a word repeats. */
export type Index = ReadonlyMap<string, readonly string[]>;

/** Sorts paths of facts by the words that would repeat them. */
export function indexOf(entries: Iterable<readonly [words: string, path: string]>): Index {
  const index = new Map<string, string[]>();
  for (const [words, path] of entries) {
    const paths = index.get(words);
    if (paths === undefined) index.set(words, [path]);
    else paths.push(path);
  }
  return index;
}
