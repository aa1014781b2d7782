import { assets } from "../guidebook/site/assets.ts";
import { escapeHtml } from "../guidebook/site/escape-html.ts";
import { framed, type Place } from "../guidebook/site/frame.ts";
import { searchScript } from "../guidebook/site/search-script.ts";
import { type Answer, fileAnswer, ownPolicyAnswer, redirectAnswer } from "./answer.ts";
import { foldersOf } from "./folders-of.ts";
import type { ShownLab } from "./follow-lab.ts";
import { searchedFiles } from "./searched-files.ts";
import { filePage, folderPage, type TreeSurroundings } from "./tree-page.ts";

/** Where answers come from. Each is asked anew: what it gives may be of another moment. */
export interface Sources {
  readonly shownLab: () => Promise<ShownLab>;
  readonly reviewPage: () => Promise<string>;
}

/** Places of the server, as the bar of its pages shows them. */
export function placesOf(open: "guidebook" | "tree" | "review"): Place[] {
  return [
    { title: "Guidebook", address: "/index.html", isOpen: open === "guidebook" },
    { title: "Tree", address: "/tree/", isOpen: open === "tree" },
    { title: "Review", address: "/review", isOpen: open === "review" },
  ];
}

/** What the server of `lab site` has at each of its addresses. */
export function answersOf(sources: Sources): (path: string) => Promise<Answer> {
  return async path => {
    if (path === "/review") return reviewAnswer(sources);
    if (path === "/tree") return redirectAnswer("/tree/");
    const shown = await sources.shownLab();
    if (path.startsWith("/tree/")) return treeAnswer(shown, path.slice("/tree/".length));
    return siteAnswer(shown, path === "/" ? "index.html" : path.slice(1));
  };
}

async function reviewAnswer({ shownLab, reviewPage }: Sources): Promise<Answer> {
  try {
    return ownPolicyAnswer(await reviewPage());
  } catch (error) {
    const { lab } = await shownLab();
    const reason = error instanceof Error ? error.message : String(error);
    return fileAnswer("review.html", notice(lab.cluster.name, "review", "There is no review", reason));
  }
}

function treeAnswer({ lab, tree }: ShownLab, path: string): Answer {
  const folders = foldersOf(tree.keys());
  const surroundings: TreeSurroundings = { lab: lab.cluster.name, places: placesOf("tree"), folders };
  const text = tree.get(path);
  const html = text === undefined ? folderPage(path, surroundings) : filePage(path, text, surroundings);
  if (html !== undefined) return fileAnswer("tree.html", html);
  return folders.has(`${path}/`)
    ? redirectAnswer(encodeURI(`/tree/${path}/`))
    : missing(lab.cluster.name, "tree", path);
}

function siteAnswer(shown: ShownLab, path: string): Answer {
  const { lab, site, tree } = shown;
  if (path === "search.js") return fileAnswer(path, searchScript(site.searched, searchedFiles(shown)));
  const text = site.pages.get(path) ?? assets().get(path) ?? tree.get(`${lab.cluster.name}/guidebook/site/${path}`);
  return text === undefined ? missing(lab.cluster.name, "guidebook", path) : fileAnswer(path, text);
}

function missing(lab: string, place: "guidebook" | "tree", path: string): Answer {
  return fileAnswer("missing.html", notice(lab, place, "There is no such page", `Nothing is at "${path}".`), 404);
}

function notice(lab: string, place: "guidebook" | "tree" | "review", title: string, text: string): string {
  const main = `<article>\n<h1>${title}</h1>\n<p>${escapeHtml(text)}</p>\n</article>\n`;
  return framed({ title, lab, root: "/", places: placesOf(place), navigation: "", main, aside: "" });
}
