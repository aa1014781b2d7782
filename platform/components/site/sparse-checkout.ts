/**
 * Patterns by which git lays out one folder, and beside it no more than the files of the folders above. git-sync lets git
 * read them in cone mode, which takes no shorter ones.
 *
 * @see https://git-scm.com/docs/git-sparse-checkout#_internalscone_mode_handling
 */
export function sparseCheckout(folder: string): string {
  const names = folder.split("/");
  const above = names.slice(0, -1).map((_, index) => `/${names.slice(0, index + 1).join("/")}/`);
  const lines = ["/*", "!/*/", ...above.flatMap(path => [path, `!${path}*/`]), `/${folder}/`];
  return lines.map(line => `${line}\n`).join("");
}
