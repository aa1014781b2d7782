import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Manifest, readManifest } from "./manifest.ts";
import { openParseCache } from "./parse-cache.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "parse-cache-"));
});
afterEach(() => {
  chmodSync(root, 0o700);
  rmSync(root, { recursive: true, force: true });
});

const manifest = (data: string): Manifest =>
  readManifest(Buffer.from(`apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {value: ${data}}\n`), "a.yaml");
const files = () => readdirSync(root, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
const onlyFile = () => {
  const [file] = files();
  if (file === undefined || files().length > 1) throw new Error(`${files().length} files in the cache`);
  return join(file.parentPath, file.name);
};

function remember(key: string, value: Manifest, repository = "lab"): void {
  const cache = openParseCache(repository, root);
  cache.add(key, value);
  cache.save();
}

test.each([
  "1",
  "text",
  '"\\ud800"',
  "9007199254740993",
  "[-9007199254740993, 1.5]",
  "1e20",
  "-0.0",
  "~",
  "{__proto__: 1}",
  '"é\\n"',
])("openParseCache() gives back %s as it was", data => {
  remember("key", manifest(data));
  expect(openParseCache("lab", root).get("key")).toEqual(manifest(data));
});

test("openParseCache() does not keep what JSON cannot hold", () => {
  remember("key", manifest(".inf"));
  expect(openParseCache("lab", root).get("key")).toBeUndefined();
});

test("openParseCache() tells faults, repositories and keys apart", () => {
  const broken = readManifest(Buffer.from("kind: A\napiVersion: v1\nmetadata: {}\n"), "a.yaml");
  remember("broken", broken);
  remember("key", manifest("1"), "other");
  const cache = openParseCache("lab", root);
  expect([cache.get("broken"), cache.get("key")]).toEqual([broken, undefined]);
});

test("openParseCache() adds up what several runs learnt, also at once", () => {
  const [one, other] = [openParseCache("lab", root), openParseCache("lab", root)];
  one.add("a", manifest("1"));
  other.add("b", manifest("2"));
  one.save();
  other.save();
  const cache = openParseCache("lab", root);
  expect([cache.get("a"), cache.get("b")]).toEqual([manifest("1"), manifest("2")]);
});

test("openParseCache() writes nothing when nothing was learnt", () => {
  openParseCache("lab", root).save();
  expect(files()).toEqual([]);
});

test("openParseCache() ignores a file of which one byte was changed, and what is none of its files", () => {
  remember("key", manifest("1"));
  const file = onlyFile();
  writeFileSync(file, readFileSync(file, "utf8").replace('"value":1', '"value":2'));
  writeFileSync(`${file}x`, "hello");
  expect(openParseCache("lab", root).get("key")).toBeUndefined();
});

test("openParseCache() is readable by nobody else", () => {
  remember("key", manifest("1"));
  expect(statSync(onlyFile()).mode & 0o077).toBe(0);
});

test("openParseCache() does without a folder that it cannot write", () => {
  const file = join(root, "file");
  writeFileSync(file, "");
  const cache = openParseCache("lab", file);
  cache.add("key", manifest("1"));
  cache.save();
  expect(cache.get("key")).toEqual(manifest("1"));
});

test("openParseCache() stays small in files and folders, and forgets what was used longest ago", () => {
  for (let run = 0; run < 40; run++) remember(`key ${run}`.replace(" ", "-"), manifest(`${run}`));
  expect(files().length).toBeLessThanOrEqual(8);
  expect(openParseCache("lab", root).get("key-0")).toEqual(manifest("0"));
  for (let run = 0; run < 20; run++) remember("key", manifest("1"), `repository ${run}`);
  expect(readdirSync(root).length).toBeLessThanOrEqual(9);
});

test("openParseCache() stays below 64 MiB, and keeps what was learnt last", () => {
  const metadata = { name: "a" };
  const large = (n: number): Manifest => ({
    objects: [{ apiVersion: "v1", kind: "ConfigMap", metadata, data: { value: String(n).repeat(10_000_000) } }],
    faults: [],
  });
  for (let run = 0; run < 8; run++) remember(`key-${run}`, large(run));
  const bytes = files().reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  expect(bytes).toBeLessThan(64 * 1024 * 1024);
  const cache = openParseCache("lab", root);
  expect([cache.get("key-0"), cache.get("key-7")]).toEqual([undefined, large(7)]);
}, 30_000);
