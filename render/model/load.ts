import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { appFile, factsFile, imagesFile } from "../../platform/naming.ts";
import type { Declaration } from "./declaration.ts";

/** Where the declaration begins. */
export const MODULES = ["clusters/index.ts", "platform/components/index.ts", "apps/index.ts"] as const;

/**
 * Loads the declaration of the repository in `folder`: `clusters/`, `platform/components/`, `apps/` and the image
 * files that bots edit.
 *
 * @throws what a module of it throws when it is loaded, such as a SyntaxError
 */
export async function load(folder: string): Promise<Declaration> {
  const modules = MODULES.map(path => import(pathToFileURL(join(folder, path)).href));
  const { clusters, components, apps } = Object.assign({}, ...(await Promise.all(modules))) as Omit<
    Declaration,
    "absent" | "images"
  >;
  const images = new Map<string, string>();
  for (const { name } of clusters) {
    const file = join(folder, imagesFile(name));
    if (existsSync(file)) images.set(name, readFileSync(file, "utf8"));
  }
  const expected = [...clusters.map(({ name }) => factsFile(name)), ...apps.map(({ name }) => appFile(name))];
  const absent = new Set(expected.filter(path => !existsSync(join(folder, path))));
  return { clusters, components, apps, images, absent };
}
