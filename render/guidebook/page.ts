/** One page of the guidebook, finished. */
export interface Page {
  /** Below the guidebook's folder, without an ending: `storage`, `tools/traefik`. */
  readonly path: string;
  readonly title: string;
  /** File of the repository that holds its prose: `platform/components/traefik/page.md`. */
  readonly source: string;
  /** Markdown. */
  readonly text: string;
  /** Names of the parts that it took, each once. */
  readonly parts: readonly string[];
}

/** Page that a reader opens first, as Gitea shows it below the folder. */
export const FRONT = "README";

/** Path of a link from one page to another place of the guidebook, both without the folder: `../storage.md`. */
export function relativePath(from: string, to: string): string {
  const [here, there] = [from.split("/").slice(0, -1), to.split("/")];
  const folders = there.slice(0, -1); // a page may be called as the folder that its like lie in
  const shared = here.findIndex((folder, index) => folder !== folders[index]);
  const depth = shared === -1 ? here.length : shared;
  return [...here.slice(depth).map(() => ".."), ...there.slice(depth)].join("/");
}
