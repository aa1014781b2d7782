import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import type { AppDefinition } from "../../platform/app.ts";
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
    "absent" | "images" | "prose"
  >;
  const images = new Map<string, string>();
  for (const { name } of clusters) {
    const file = join(folder, imagesFile(name));
    if (existsSync(file)) images.set(name, readFileSync(file, "utf8"));
  }
  const expected = [...clusters.map(({ name }) => factsFile(name)), ...apps.map(({ name }) => appFile(name))];
  const absent = new Set(expected.filter(path => !existsSync(join(folder, path))));
  return { clusters, components, apps, images, prose: readProse(folder, apps), absent };
}

/** Folders with the pages of the guidebook: chapters, components, hosts, decisions. */
const PROSE = ["guidebook", "components", "hosts", "decisions"];

function readProse(folder: string, apps: readonly AppDefinition[]): Map<string, string> {
  const pages = PROSE.flatMap(name => filesBelow(join(folder, "platform", name)))
    .filter(file => file.endsWith(".md"))
    .map(file => relative(folder, file).replaceAll("\\", "/"));
  const files = [...pages, ...apps.map(({ name }) => appFile(name))].filter(path => existsSync(join(folder, path)));
  return new Map(files.map(path => [path, readFileSync(join(folder, path), "utf8")]));
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(entry => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]));
}
