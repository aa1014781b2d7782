import { SEARCH_DATA, type SearchData } from "../search-data.ts";
import { type Entry, entriesOf } from "./rank.ts";

let loading: Promise<Entry[]> | undefined;

/** Everything that can be found. It is loaded when somebody begins to search, for most pages are only read. */
export function loadEntries(root: string): Promise<Entry[]> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root}search.js`;
    script.addEventListener("load", () => resolve(entriesOf(dataOf(globalThis))));
    script.addEventListener("error", () => reject(new Error("search.js is not there")));
    document.head.append(script);
  });
  return loading;
}

function dataOf(scope: object): SearchData {
  return (scope as Record<string, SearchData>)[SEARCH_DATA] ?? { pages: [], files: [] };
}
