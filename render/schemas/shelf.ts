import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Release } from "../crds/release.ts";
import { Compiled, readCompiled, writeCompiled } from "./compiled.ts";

/** The schemas of a release; or why they are not at hand. */
export type Shelved =
  | { readonly release: Release; readonly compiled: Compiled }
  | { readonly release: Release; readonly missing: string };

/**
 * The schemas of a release: compiled before, or else from its files, if they are at hand and trusted.
 *
 * What is compiled lies in the cache of the user, under the digests of the files and of what compiled them: it is the
 * same for every copy of this repository, and a new pin or another machinery never finds it.
 */
export async function shelve(release: Release): Promise<Shelved> {
  const key = keyOf(release);
  if (key === undefined) return { release, missing: "no digest of its files is trusted" };
  const known = onShelf.get(key) ?? readCompiled(key);
  if (known !== undefined) return kept(key, release, known);
  const { compile } = await import("./compile.ts"); // here, for most runs compile nothing
  const made = compile(release);
  if (typeof made === "string") return { release, missing: made };
  writeCompiled(key, made);
  return kept(key, release, new Compiled(made));
}

/** What this process has read before: clusters share pins, and `lab watch` asks again on every save. */
export const onShelf = new Map<string, Compiled>();

function kept(key: string, release: Release, compiled: Compiled): Shelved {
  onShelf.set(key, compiled);
  return { release, compiled };
}

/** Code on which the compiled form depends. */
const COMPILER = [
  "compile.ts",
  "compiled.ts",
  "crd-schemas.ts",
  "formats.ts",
  "go-pattern.ts",
  "kubernetes-schemas.ts",
  "normal-form.ts",
  "schema.ts",
];

let compiler: string | undefined;

function keyOf({ version, definitions: { digests, files } }: Release): string | undefined {
  const trusted = files.map(name => digests[version]?.[name]);
  if (trusted.includes(undefined)) return undefined;
  compiler ??= hash("sha256", COMPILER.map(file => readFileSync(new URL(file, import.meta.url), "utf8")).join("\n"));
  return hash("sha256", [compiler, ...trusted].join("\n"));
}
