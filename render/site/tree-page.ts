import { escapeHtml } from "../guidebook/site/escape-html.ts";
import { framed, linkTo, type Place } from "../guidebook/site/frame.ts";
import type { Folders } from "./folders-of.ts";

/** What every page of the tree shows around it. */
export interface TreeSurroundings {
  readonly lab: string;
  readonly places: readonly Place[];
  readonly folders: Folders;
}

/** Neighbours that the navigation shows all of. */
const MOST_NEIGHBOURS = 100;

/** Where a file or folder of the tree is shown; a folder's ends with a slash. */
export function treeAddress(path: string): string {
  return `/tree/${path.split("/").map(encodeURIComponent).join("/")}`;
}

/** A folder of the tree: what lies in it. */
export function folderPage(path: string, surroundings: TreeSurroundings): string | undefined {
  const entries = surroundings.folders.get(path);
  if (entries === undefined) return undefined;
  const items = entries.map(name => `<li>${linkTo(treeAddress(path + name), name, false)}</li>`);
  return treePage(path, `<ul class="files">\n${items.join("\n")}\n</ul>\n`, surroundings);
}

/** A file of the tree, line by line; `#L12` leads to the twelfth. */
export function filePage(path: string, text: string, surroundings: TreeSurroundings): string {
  const lines = text.replace(/\n$/, "").split("\n");
  const shown = lines.map(
    (line, index) => `<span id="L${index + 1}"><a href="#L${index + 1}">${index + 1}</a>${escapeHtml(line)}\n</span>`,
  );
  return treePage(path, `<pre class="lines" tabindex="0"><code>${shown.join("")}</code></pre>\n`, surroundings);
}

function treePage(path: string, content: string, { lab, places, folders }: TreeSurroundings): string {
  const segments = path.split("/").filter(segment => segment !== "");
  const crumbs = ["", ...segments.slice(0, -1)].map((segment, index) => {
    const folder = segments.slice(0, index).map(each => `${each}/`);
    return linkTo(treeAddress(folder.join("")), segment === "" ? "rendered" : segment, false);
  });
  const name = segments.at(-1);
  const way = name === undefined ? "" : `<p class="way">${crumbs.join(" / ")} /</p>\n`;
  return framed({
    title: path === "" ? "Tree" : path,
    lab,
    root: "/",
    places,
    navigation: neighbours(path, folders),
    main: `<article class="wide">\n${way}<h1>${escapeHtml(name ?? "rendered")}</h1>\n${content}</article>\n`,
    aside: "",
  });
}

/** What lies beside a file or folder. */
function neighbours(path: string, folders: Folders): string {
  const [, parent = "", own = ""] = /^(.*\/)?([^/]*\/?)$/.exec(path) ?? [];
  const names = folders.get(parent) ?? [];
  const shown = names.length > MOST_NEIGHBOURS ? [own] : names;
  const items = shown.map(name => `<li>${linkTo(treeAddress(parent + name), name, name === own)}</li>`);
  return `<ul>\n${items.join("\n")}\n</ul>\n`;
}
