import { remember } from "../../tree/remember.ts";
import type { DeclaredApplication } from "./declared-application.ts";
import type { FolderIndex } from "./folder-index.ts";

/**
 * Tells which repository URLs mean the repository that is read: where it was cloned from, if an Application names that;
 * else the URL of which most Applications name a folder that exists here. Another host with the same owner and name is
 * a mirror of it (two clusters of one repository may each have their own). How a URL is written does not matter:
 * `git@host:lab/lab.git` is `https://host/lab/lab`.
 */
export function ownRepository(sides: readonly Naming[], origin: string | undefined): (url: string) => boolean {
  const sources = sides.flatMap(({ applications }) => applications.flatMap(application => application.sources));
  const urls = new Set(sources.map(({ repoURL }) => placeOf(repoURL)));
  const named = [...urls].find(url => origin !== undefined && url === placeOf(origin));
  const mirrored = [...urls].find(url => origin !== undefined && pathOf(url) === pathOf(placeOf(origin)));
  const own = named ?? mirrored ?? mostFrequent(sides);
  return url => own !== undefined && pathOf(placeOf(url)) === pathOf(own);
}

/** Applications of one revision, and its folders. All revisions decide together: what is own in one is own in each. */
export interface Naming {
  readonly applications: readonly DeclaredApplication[];
  readonly folders: FolderIndex;
}

function mostFrequent(sides: readonly Naming[]): string | undefined {
  const existing = sides.flatMap(({ applications, folders }) =>
    applications.flatMap(({ sources }) => sources).filter(({ folder }) => folder !== undefined && folders.has(folder)),
  );
  const below = existing.filter(({ folder }) => folder !== ""); // every repository has a root
  const groups = Map.groupBy(below.length > 0 ? below : existing, ({ repoURL }) => placeOf(repoURL));
  const [most] = [...groups].sort(([, a], [, b]) => b.length - a.length);
  return most?.[0];
}

/** Host and path, as in `host/lab/lab`. */
const placeOf = remember((url: string) =>
  url
    .trim()
    .toLowerCase()
    .replace(/^[a-z+]+:\/\//, "")
    .replace(/^[^/@]*@/, "")
    .replace(/^([^/:]+):(\d+\/)?/, "$1/")
    .replace(/\/+$/, "")
    .replace(/\.git$/, ""),
);

/** Owner and name, below whatever host. */
function pathOf(place: string): string {
  return place.slice(place.indexOf("/") + 1).replace(/^\/+/, "");
}

/** As messages show a URL: without what may be a password. */
export function shownUrl(url: string): string {
  return url.replace(/^([a-z+]+:\/\/)[^/@]*@/i, "$1");
}
