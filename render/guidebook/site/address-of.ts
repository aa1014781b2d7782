import { posix } from "node:path";
import type { Cluster } from "../../../clusters/lab.ts";
import { FRONT, relativePath } from "../page.ts";

/** Where a page of the site lies below it: `storage.html`, and `index.html` for the front page. */
export function sitePath(page: string): string {
  return `${page === FRONT ? "index" : page}.html`;
}

/** A file of this repository as Gitea shows it. */
export function fileAddress({ gitea }: Cluster, file: string): string {
  return `https://${gitea.host}/${gitea.organisation}/${gitea.repository}/src/branch/main/${encodeURI(file)}`;
}

/** Folder of the site in the guidebook's, where its pictures lie as well. */
const SITE = "site/";

const OUTSIDE = /^(?:https?:\/\/|mailto:)/i;

const OTHER_SCHEME = /^[a-z][a-z0-9+.-]*:|^\/\//i;

/**
 * Where a link of a Markdown page leads from the page of the site: other pages of the guidebook are pages of the site
 * (`storage.md#backups` → `storage.html#backups`), files of the repository are in Gitea, the world outside stays.
 *
 * @param place cluster, the guidebook's folder (`rendered/arcodange/guidebook`) and the page that has the link
 * @returns undefined for what a page may not link to, such as `javascript:`
 */
export function addressOf(
  link: string,
  place: { readonly cluster: Cluster; readonly folder: string; readonly page: string },
): string | undefined {
  const plain = link.replaceAll(/[\s\p{Cc}]/gu, ""); // browsers overlook them, also within a scheme
  if (plain.startsWith("#") || OUTSIDE.test(plain)) return plain;
  if (OTHER_SCHEME.test(plain)) return undefined;
  const [path = "", anchor] = plain.split("#");
  const file = posix.join(place.folder, posix.dirname(place.page), path);
  const hash = anchor === undefined ? "" : `#${anchor}`;
  if (!file.startsWith(`${place.folder}/`)) return fileAddress(place.cluster, file) + hash;
  const below = file.slice(place.folder.length + 1);
  const target = below.endsWith(".md") ? sitePath(below.slice(0, -".md".length)) : withoutPrefix(below, SITE);
  return relativePath(place.page, target) + hash;
}

function withoutPrefix(text: string, prefix: string): string {
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}
