import { createHash, hash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Digests of everything that a rendering depends on. */
export interface Sources {
  /** Facts, platform, machinery, packages and Node itself: a change of one of these can change every unit. */
  readonly machinery: string;
  /** The list of apps: it says which export of which file is the app. */
  readonly registry: string;
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

/** What decides which code runs: what is asked for, what the lock file says, and what npm has really installed. */
const PACKAGES = ["package.json", "package-lock.json", "node_modules/.package-lock.json"];

/**
 * Reads and digests the sources of the repository in `folder`. Tests and image files are no machinery.
 *
 * @returns undefined when a symbolic link is among them: what it leads to can change unseen
 */
export function readSources(folder: string): Sources | undefined {
  const paths = [...MACHINERY_FOLDERS, "apps"].map(name => filesBelow(folder, name));
  if (paths.includes(undefined)) return undefined;
  const files = paths.flatMap(list => list ?? []).filter(path => !path.endsWith(".test.ts"));
  const packages = PACKAGES.filter(path => existsSync(join(folder, path)));
  const images = createHash("sha256");
  const machinery = createHash("sha256").update(process.version);
  for (const path of [...packages, ...files.filter(file => !file.startsWith("apps/"))]) {
    add(path.endsWith("/images.yaml") ? images : machinery, path, readFileSync(join(folder, path)));
  }
  const texts = files
    .filter(path => path.startsWith("apps/"))
    .map(path => [path, readFileSync(join(folder, path), "utf8")] as const);
  const registry = new Map(texts).get("apps/index.ts") ?? "";
  const apps = appFiles(texts, listedFiles(registry));
  const digest = machinery.digest("hex");
  const all = createHash("sha256").update(digest).update(images.digest());
  for (const [path, file] of apps) add(all, path, file.digest);
  return { machinery: digest, registry: hash("sha256", registry), apps, all: all.digest("hex") };
}

/** File systems stamp with a coarse clock, which is behind by one tick of the kernel at most. */
const CLOCK_TICK_MILLISECONDS = 10;

/** Whether any source was saved, made or moved since a time; a file that was changed and put back counts. */
export function changedSince(folder: string, milliseconds: number): boolean {
  return [...MACHINERY_FOLDERS, "apps"].some(name =>
    readdirSync(join(folder, name), { withFileTypes: true, recursive: true }).some(
      entry => lstatSync(join(entry.parentPath, entry.name)).ctimeMs >= milliseconds - CLOCK_TICK_MILLISECONDS,
    ),
  );
}

function appFiles(
  texts: readonly (readonly [path: string, text: string])[],
  listed: ReadonlySet<string>,
): ReadonlyMap<string, SourceFile> {
  return new Map(
    texts.map(([path, text]) => {
      const isDeclaredHere = listed.has(path) && text.includes(`name: "${path.slice("apps/".length, -".ts".length)}"`);
      return [path, { digest: hash("sha256", text), isSelfContained: isDeclaredHere && isSelfContained(text) }];
    }),
  );
}

/** Path and length go in as well, so that no two lists of files have the same digest. */
function add(digest: ReturnType<typeof createHash>, path: string, content: string | Buffer): void {
  digest.update(`${path}\0${content.length}\0`).update(content);
}

/** Every file below a folder of the repository, sorted, with forward slashes; undefined where there is a symbolic link. */
function filesBelow(folder: string, name: string): string[] | undefined {
  const entries = readdirSync(join(folder, name), { withFileTypes: true, recursive: true });
  if (entries.some(entry => entry.isSymbolicLink())) return undefined;
  return entries
    .filter(entry => entry.isFile())
    .map(entry =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

/** An import as the formatter writes it, of what is digested anyway. */
const PLAIN_IMPORT =
  /^import (?:type )?\{[\w\s,]*\} from "(?:cdk8s|constructs|\.\.\/(?:platform|clusters)\/(?:[\w-]+\/)*[\w-]+\.ts)";\n/gm;
const OUTSIDE_WORLD = new RegExp(
  [
    /\b(?:require|process|global|globalThis|eval|Function|constructor|fetch|navigator|crypto)\b/,
    /\b(?:Date|performance|Temporal|Intl)\b|\btoLocale|\bMath\b(?!\.(?!random\b)\w)/,
    /\b(?:Include|Helm|Yaml)\b/, // of cdk8s: they read files
  ]
    .map(({ source }) => source)
    .join("|"),
);

/** Nothing of `apps/`, no file, clock, chance or environment can reach a module whose text passes this. */
function isSelfContained(text: string): boolean {
  const rest = text.replaceAll(PLAIN_IMPORT, "");
  return !/\bimport\b|\bfrom\s*["']|\\u/.test(rest) && !OUTSIDE_WORLD.test(text);
}

const PLAIN_REGISTRY =
  /^(?:import (?:type )?\{[^};]*\} from "[^";]*";\n|\/\*\*.*\*\/\n|\n)*export const apps(?:: readonly AppDefinition\[\])? = \[[\w\s,]*\];\n$/;

/** Files that the registry imports; none where it does more than to import and list, for then it makes apps of its own. */
function listedFiles(registry: string): ReadonlySet<string> {
  if (!PLAIN_REGISTRY.test(registry)) return new Set();
  return new Set([...registry.matchAll(/ from "\.\/([^"]+)";/g)].map(([, file]) => `apps/${file}`));
}
