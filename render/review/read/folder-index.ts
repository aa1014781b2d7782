/** Files of a revision by folder. "" is the root of the repository. */
export interface FolderIndex {
  has(folder: string): boolean;
  /** Paths of the files that lie in a folder, sorted. */
  filesIn(folder: string): readonly string[];
  /** The same, with those in folders below it. */
  filesBelow(folder: string): readonly string[];
}

export function indexFolders(paths: Iterable<string>): FolderIndex {
  const sorted = [...paths].sort();
  const byFolder = Map.groupBy(sorted, folderOf);
  const folders = new Set([""]);
  for (let folder of byFolder.keys()) {
    for (; !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  }
  return {
    has: folder => folders.has(folder),
    filesIn: folder => byFolder.get(folder) ?? [],
    filesBelow: folder => {
      if (folder === "") return sorted;
      const [start, end] = [firstAt(sorted, `${folder}/`), firstAt(sorted, `${folder}0`)]; // "0" comes right after "/"
      return sorted.slice(start, end);
    },
  };
}

/** Folder that a path lies in; "" for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** Folders around a path, the nearest first, and "" for the root at last. */
export function ancestors(path: string): string[] {
  const folders: string[] = [];
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) folders.push(folder);
  return [...folders, ""];
}

/** Where the first text is that is no smaller. */
function firstAt(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
