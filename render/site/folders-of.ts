/** What lies in each folder, folders first: `arcodange/erp/` to its files; a folder's name ends with a slash. */
export type Folders = ReadonlyMap<string, readonly string[]>;

/** Folders of a tree, by the paths of its files; the one that holds all has the path "". */
export function foldersOf(paths: Iterable<string>): Folders {
  const folders = new Map<string, Set<string>>([["", new Set()]]);
  for (const path of paths) {
    let parent = "";
    for (const name of path.match(/[^/]+\/?/g) ?? []) {
      const known = folders.get(parent);
      if (known === undefined) folders.set(parent, new Set([name]));
      else known.add(name);
      parent += name;
    }
  }
  return new Map([...folders].map(([folder, names]) => [folder, [...names].sort(foldersFirst)]));
}

function foldersFirst(one: string, other: string): number {
  const order = Number(other.endsWith("/")) - Number(one.endsWith("/"));
  return order || (one < other ? -1 : 1);
}
