import { createHash, hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Digests of everything that a rendering depends on. */
export interface Sources {
  /** Facts, platform, machinery, packages and Node itself: a change of one of these can change every unit. */
  readonly machinery: string;
  /** Files below `apps/` by path, such as `apps/erp.ts`. */
  readonly apps: ReadonlyMap<string, SourceFile>;
  /** All of the above, and the image files. */
  readonly all: string;
}

export interface SourceFile {
  readonly digest: string;
  /**
   * Whether the app of this name is the one that this file declares, and can depend on nothing but it, the platform, the
   * facts and packages.
   */
  readonly isSelfContained: boolean;
}

const MACHINERY_FOLDERS = ["clusters", "platform", "render"];

/** Reads and digests the sources of the repository in `folder`. Tests and image files are no machinery. */
export function readSources(folder: string): Sources {
  const images = createHash("sha256");
  const machinery = createHash("sha256").update(process.version);
  for (const path of ["package-lock.json", ...MACHINERY_FOLDERS.flatMap(name => filesBelow(folder, name))]) {
    if (path.endsWith(".test.ts")) continue;
    add(path.endsWith("/images.yaml") ? images : machinery, path, readFileSync(join(folder, path)));
  }
  const texts = filesBelow(folder, "apps").map(path => [path, readFileSync(join(folder, path), "utf8")] as const);
  const listed = listedFiles(new Map(texts).get("apps/index.ts") ?? "");
  const apps = new Map<string, SourceFile>();
  for (const [path, text] of texts) {
    const isDeclaredHere = listed.has(path) && text.includes(`name: "${path.slice("apps/".length, -".ts".length)}"`);
    apps.set(path, { digest: hash("sha256", text), isSelfContained: isDeclaredHere && isSelfContained(text) });
  }
  const digest = machinery.digest("hex");
  const all = createHash("sha256").update(digest).update(images.digest());
  for (const [path, file] of apps) add(all, path, file.digest);
  return { machinery: digest, apps, all: all.digest("hex") };
}

/** Path and length go in as well, so that no two lists of files have the same digest. */
function add(digest: ReturnType<typeof createHash>, path: string, content: string | Buffer): void {
  digest.update(`${path}\0${content.length}\0`).update(content);
}

/** Every file below a folder of the repository, sorted, with forward slashes. */
function filesBelow(folder: string, name: string): string[] {
  return readdirSync(join(folder, name), { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

const IMPORT = /\bfrom\s*["']([^"']+)["']|\bimport\s*["']([^"']+)["']/g;
const OUTSIDE_WORLD = new RegExp(
  [
    /\bimport\s*[(.]|\b(?:require|process|global|globalThis|eval|Function|constructor|fetch|navigator|crypto)\b/,
    /\b(?:Date|performance|Temporal|Intl)\b|\btoLocale|\bMath\b(?!\.(?!random\b)\w)/,
    /\b(?:Include|Helm|Yaml)\b/, // of cdk8s: they read files
  ]
    .map(({ source }) => source)
    .join("|"),
);

/** Nothing of `apps/`, no file, clock, chance or environment can reach a module whose text passes this. */
function isSelfContained(text: string): boolean {
  if (OUTSIDE_WORLD.test(text)) return false;
  return [...text.matchAll(IMPORT)].every(([, from, bare]) => {
    const specifier = from ?? bare ?? "";
    return /^\.\.\/(platform|clusters)\/(?!.*\.\.)/.test(specifier) || /^(cdk8s|constructs)$/.test(specifier);
  });
}

const PLAIN_REGISTRY =
  /^(?:import [^;]*;\n|\/\*\*.*\*\/\n|\n)*export const apps(?:: readonly AppDefinition\[\])? = \[[\w\s,]*\];\n$/;

/** Files that the registry imports; none where it does more than to import and list, for then it makes apps of its own. */
function listedFiles(registry: string): ReadonlySet<string> {
  if (!PLAIN_REGISTRY.test(registry)) return new Set();
  return new Set([...registry.matchAll(/ from "\.\/([^"]+)";/g)].map(([, file]) => `apps/${file}`));
}
