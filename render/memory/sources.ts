import { createHash, hash } from "node:crypto";
import { type Dirent, existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

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
 * @returns undefined when a symbolic link leads to what is none of them: that can change unseen
 */
export function readSources(folder: string): Sources | undefined {
  const paths = [...MACHINERY_FOLDERS, "apps"].map(name => filesBelow(folder, name));
  if (paths.includes(undefined)) return undefined;
  const files = paths.flatMap(list => list ?? []).filter(path => !path.endsWith(".test.ts"));
  const packages = PACKAGES.filter(path => existsSync(join(folder, path)));
  const images = createHash("sha256");
  const machinery = createHash("sha256").update(process.version);
  const read = (path: string) => readFileSync(`${folder}/${path}`, "utf8"); // as Node and rules do
  for (const path of [...packages, ...files.filter(file => !file.startsWith("apps/"))]) {
    add(path.endsWith("/images.yaml") ? images : machinery, path, read(path));
  }
  const texts = files.filter(path => path.startsWith("apps/")).map(path => [path, read(path)] as const);
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
    entriesBelow(folder, name).some(
      ({ path }) => lstatSync(`${folder}/${path}`).ctimeMs >= milliseconds - CLOCK_TICK_MILLISECONDS,
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
function add(digest: ReturnType<typeof createHash>, path: string, text: string): void {
  digest.update(`${path}\0${text.length}\0`).update(text);
}

/**
 * Every file below a folder of the repository, sorted, with forward slashes, and every symbolic link to one of them;
 * undefined where a link leads elsewhere.
 */
function filesBelow(folder: string, name: string): string[] | undefined {
  const entries = entriesBelow(folder, name);
  const files = new Set(entries.flatMap(({ path, entry }) => (entry.isFile() ? [path] : [])));
  const links = entries.flatMap(({ path, entry }) => (entry.isSymbolicLink() ? [path] : []));
  return links.every(link => files.has(targetOf(folder, link))) ? [...files, ...links].sort() : undefined;
}

/** `platform/tofu/state.tf` for `platform/tofu/vault/state.tf`, a link to `../state.tf`. */
function targetOf(folder: string, link: string): string {
  const target = resolve(folder, dirname(link), readlinkSync(`${folder}/${link}`));
  return relative(folder, target).replaceAll("\\", "/");
}

interface Entry {
  /** From the repository, with forward slashes. */
  readonly path: string;
  readonly entry: Dirent;
}

/** Everything below a folder of the repository. Node's own `recursive` takes three times as long. */
function entriesBelow(folder: string, name: string): Entry[] {
  return readdirSync(`${folder}/${name}`, { withFileTypes: true }).flatMap(entry => {
    const path = `${name}/${entry.name}`;
    return entry.isDirectory() ? [{ path, entry }, ...entriesBelow(folder, path)] : [{ path, entry }];
  });
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
