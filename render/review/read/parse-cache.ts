import { hash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { userCache } from "../../user-cache.ts";
import { exactly, type Manifest } from "./manifest.ts";

/** What files say, by their contents: parsing them is most of the work of a review. */
export interface ParseCache {
  get(key: string): Manifest | undefined;
  add(key: string, manifest: Manifest): void;
  /** Keeps what was added for the next run; where that cannot be written, the next run takes longer. */
  save(): void;
}

/** Of one repository, at most, whatever its history; what was not asked for longest goes. */
const MOST_CHARACTERS = 64 * 1024 * 1024;
/** Files of one repository: more are written anew as one. */
const MOST_FILES = 8;
/** Repositories, and versions of the reader: the folders that were used last. */
const MOST_FOLDERS = 8;

/**
 * The cache of one repository, in the user's cache folder, readable by nobody else, for manifests may hold secrets.
 *
 * A file of it holds what one run learnt, and is named by its digest: a corrupted or foreign one is ignored, two runs at
 * once write two files, and nobody reads one half. Another version of the reader has another folder.
 *
 * @param repository a name that no other has: where it lies
 * @param root see `userCache`
 */
export function openParseCache(repository: string, root = userCache("review")): ParseCache {
  const folder = join(root, hash("sha256", `${readerVersion()}\0${repository}`).slice(0, 20));
  const files = readFiles(folder);
  const lines = new Map<string, string>();
  for (const { text } of files) addLines(text, lines);
  const [known, fresh] = [new Map<string, Manifest>(), new Map<string, string>()];
  return {
    get(key) {
      const manifest = known.get(key) ?? decode(lines.get(key));
      if (manifest !== undefined) known.set(key, manifest);
      return manifest;
    },
    add(key, manifest) {
      known.set(key, manifest);
      const line = encode(manifest);
      if (line !== undefined && line.length < MOST_CHARACTERS / 4) fresh.set(key, line);
    },
    save() {
      if (fresh.size === 0) return;
      try {
        write(root, folder, files, lines, fresh, known);
      } catch {
        // a read-only or full disk
      }
    },
  };
}

interface CacheFile {
  readonly name: string;
  /** Empty for one that is not what was written. */
  readonly text: string;
}

/** The oldest first. */
function readFiles(folder: string): CacheFile[] {
  try {
    const names = readdirSync(folder).map(name => ({ name, time: statSync(join(folder, name)).mtimeMs }));
    return names.sort((a, b) => a.time - b.time).map(({ name }) => ({ name, text: textOf(folder, name) }));
  } catch {
    return [];
  }
}

function textOf(folder: string, name: string): string {
  try {
    const bytes = readFileSync(join(folder, name));
    return hash("sha256", bytes) === name ? bytes.toString("utf8") : "";
  } catch {
    return "";
  }
}

/** Lines of `<key> <how it is encoded> <JSON>`. */
function addLines(text: string, lines: Map<string, string>): void {
  for (let start = 0; start < text.length; ) {
    const [space, end] = [text.indexOf(" ", start), text.indexOf("\n", start)];
    lines.set(text.slice(start, space), text.slice(space + 1, end));
    start = end + 1;
  }
}

function write(
  root: string,
  folder: string,
  files: readonly CacheFile[],
  lines: ReadonlyMap<string, string>,
  fresh: ReadonlyMap<string, string>,
  used: ReadonlyMap<string, unknown>,
): void {
  const isNew = files.length === 0;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (isNew) forgetFolders(root);
  const total = [...files.map(({ text }) => text.length), ...[...fresh.values()].map(line => line.length)];
  const isFull = files.length >= MOST_FILES || total.reduce((sum, length) => sum + length, 0) > MOST_CHARACTERS;
  writeWhole(folder, isFull ? latest(lines, fresh, used) : fresh);
  if (isFull) for (const { name } of files) rmSync(join(folder, name), { force: true });
  utimesSync(folder, new Date(), new Date());
}

function writeWhole(folder: string, lines: ReadonlyMap<string, string>): void {
  const bytes = Buffer.from([...lines].map(([key, line]) => `${key} ${line}\n`).join(""));
  const name = hash("sha256", bytes);
  const draft = join(folder, `${process.pid}.draft`);
  writeFileSync(draft, bytes, { mode: 0o600 });
  renameSync(draft, join(folder, name));
}

/** What was asked for in this run, then what was learnt last, up to the limit. */
function latest(
  lines: ReadonlyMap<string, string>,
  fresh: ReadonlyMap<string, string>,
  used: ReadonlyMap<string, unknown>,
): Map<string, string> {
  const isUsed = ([key]: readonly [string, string]) => used.has(key);
  const old = [...lines].filter(([key]) => !fresh.has(key)).reverse();
  const kept = new Map<string, string>();
  let left = MOST_CHARACTERS / 2;
  for (const [key, line] of [...fresh, ...old.filter(isUsed), ...old.filter(one => !isUsed(one))]) {
    left -= line.length;
    if (left > 0) kept.set(key, line);
  }
  return new Map([...kept].reverse());
}

function forgetFolders(root: string): void {
  const folders = readdirSync(root).map(name => ({ name, time: statSync(join(root, name)).mtimeMs }));
  for (const { name } of folders.sort((a, b) => b.time - a.time).slice(MOST_FOLDERS)) {
    rmSync(join(root, name), { recursive: true, force: true });
  }
}

/** JSON, where that holds all of it; with exact numbers, where it needs another reader; undefined where neither will do. */
function encode(manifest: Manifest): string | undefined {
  const numbers = hardNumbers(manifest);
  if (numbers === "none") return `plain ${JSON.stringify(manifest)}`;
  return numbers === "exact" ? `exact ${JSON.stringify(manifest, written)}` : undefined;
}

function decode(line: string | undefined): Manifest | undefined {
  if (line === undefined) return undefined;
  const json = line.slice("plain ".length);
  return JSON.parse(json, line.startsWith("exact") ? exactly : undefined) as Manifest;
}

/** A bigint by its digits, and a large number by its exponent, which tells them apart. */
function written(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return rawJson(value.toString());
  if (typeof value !== "number" || !isHard(value)) return value;
  return rawJson(Object.is(value, -0) ? "-0.0" : value.toExponential());
}

/** Newer than the types of TypeScript. */
const rawJson = (JSON as unknown as { readonly rawJSON: (text: string) => unknown }).rawJSON;

function isHard(value: number): boolean {
  return Object.is(value, -0) || Math.abs(value) > Number.MAX_SAFE_INTEGER;
}

/** Whether a value holds numbers that JSON as it is gives back as others (`exact`), or cannot hold (`impossible`). */
function hardNumbers(value: unknown): "none" | "exact" | "impossible" {
  if (typeof value === "bigint") return "exact";
  if (typeof value === "number") return !Number.isFinite(value) ? "impossible" : isHard(value) ? "exact" : "none";
  if (typeof value !== "object" || value === null) return "none";
  let found: "none" | "exact" = "none";
  for (const inner of Object.values(value)) {
    const hard = hardNumbers(inner);
    if (hard === "impossible") return hard;
    if (hard === "exact") found = hard;
  }
  return found;
}

/** Digest of what decides how a text is read: our reader, and the version of the parser. */
function readerVersion(): string {
  const require = createRequire(import.meta.url);
  const sources = ["../../tree/read-objects.ts", "../../tree/yaml.ts", "./manifest.ts", "./parse-cache.ts"];
  const texts = sources.map(source => readFileSync(new URL(source, import.meta.url), "utf8"));
  const { version } = require("yaml/package.json") as { version: string };
  return hash("sha256", [version, ...texts].join("\0"));
}
