import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { cacheFolder, writeCached } from "../crds/cache.ts";
import type { Files, Release } from "../crds/release.ts";
import { digestsOf, sampleRelease } from "../crds/sample-release.ts";
import { Compiled, serialize } from "./compiled.ts";
import { schemaPlaces } from "./places.ts";
import type { Schema } from "./schema.ts";
import { onShelf, shelve } from "./shelf.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "shelf-test-"));
  vi.stubEnv("XDG_CACHE_HOME", join(folder, "cache"));
  vi.stubEnv("UPSTREAM_DIR", join(folder, "upstream"));
  onShelf.clear();
});
afterEach(() => {
  vi.unstubAllEnvs();
  onShelf.clear();
  rmSync(folder, { recursive: true });
});

const crd = (kind: string, served = true) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${kind} }
spec:
  group: example.org
  names: { kind: ${kind} }
  versions:
    - { name: v1, served: ${served}, schema: { openAPIV3Schema: { type: object, properties: { spec: { type: string } } } } }
`;
const files: Files = new Map([
  ["disks.yaml", Buffer.from(crd("Disk"))],
  ["nodes.yaml", Buffer.from(crd("Node"))],
]);
const release = (of: Files = files): Release => sampleRelease("", digestsOf(of));

/** Kinds on the shelf, or why there are none. */
async function kindsOf(of: Release): Promise<readonly string[] | string> {
  const shelved = await shelve(of);
  return "compiled" in shelved ? shelved.compiled.kinds : shelved.missing;
}
const BOTH = ["example.org/v1 Disk", "example.org/v1 Node"];

function writeUpstream(of: Files): void {
  mkdirSync(join(folder, "upstream/disk/crds"), { recursive: true });
  for (const [name, content] of of) writeFileSync(join(folder, "upstream/disk/crds", name), content);
}

describe("shelve()", () => {
  test("has the schemas of what was pulled", async () => {
    writeCached(cacheFolder(), release(), files);
    expect(await kindsOf(release())).toEqual(BOTH);
  });

  test("has those of the folder that UPSTREAM_DIR names", async () => {
    writeUpstream(files);
    expect(await kindsOf(release())).toEqual(BOTH);
  });

  test("compiles them once: after that the files may go", async () => {
    writeUpstream(files);
    await shelve(release());
    rmSync(join(folder, "upstream"), { recursive: true });
    onShelf.clear();
    expect(await kindsOf(release())).toEqual(BOTH);
  });

  test("compiles anew what somebody damaged", async () => {
    writeUpstream(files);
    await shelve(release());
    const compiled = join(folder, "cache/lab/schemas");
    for (const name of readdirSync(compiled)) {
      const path = join(compiled, name);
      writeFileSync(path, readFileSync(path).fill(0, 100, 101));
    }
    onShelf.clear();
    expect(await kindsOf(release())).toEqual(BOTH);
  });

  test("does without a cache that cannot be written", async () => {
    writeUpstream(files);
    writeFileSync(join(folder, "cache"), "a file where a folder should be");
    expect(await kindsOf(release())).toEqual(BOTH);
  });

  test("says which files the folder lacks", async () => {
    writeUpstream(new Map([...files].slice(0, 1)));
    expect(await kindsOf(release())).toBe(`not pulled, and ${join(folder, "upstream/disk/crds")} lacks nodes.yaml`);
  });

  test("says that there is no such folder, by what it lacks", async () => {
    expect(await kindsOf(release())).toContain("lacks disks.yaml and 1 more");
  });

  test("takes no file that is not the trusted one", async () => {
    writeUpstream(new Map([...files, ["nodes.yaml", Buffer.from(crd("Other"))]]));
    expect(await kindsOf(release())).toContain("Cannot trust nodes.yaml of disk v1: ");
  });

  test("says of a version without digests that none is trusted", async () => {
    writeUpstream(files);
    expect(await kindsOf({ ...release(), version: "v2" })).toBe("no digest of its files is trusted");
  });

  test("tells what cannot be read, with the name of its file", async () => {
    const broken: Files = new Map([...files, ["nodes.yaml", Buffer.from(crd("Node", false))]]);
    writeUpstream(broken);
    await shelve(release(broken));
    onShelf.clear();
    const shelved = await shelve(release(broken));
    expect("compiled" in shelved && shelved.compiled.unreadable).toEqual([
      { field: "nodes.yaml Node", problem: "it serves no version with a schema" },
    ]);
  });
});

test("a schema comes back from the disk as it was", () => {
  const schemas = new Map<string, Schema>([
    ["v1 A", { type: "string", limits: { pattern: "^é\n$" } }],
    ["B", { ref: "C" }],
  ]);
  const compiled = new Compiled(serialize({ schemas, unreadable: [] }));
  for (const [name, schema] of schemas) expect(compiled.schema(name)).toEqual(schema);
  expect(compiled.kinds).toEqual(["v1 A"]);
  expect([compiled.schema("D"), compiled.schema("toString")]).toEqual([undefined, undefined]);
});

describe("schemaPlaces()", () => {
  test("is the same while no schema came or went", () => {
    expect(schemaPlaces()).toBe(schemaPlaces());
  });

  test.each([
    ["a component was pulled", () => writeCached(cacheFolder(), release(), files)],
    ["a folder of upstream files appears", () => writeUpstream(files)],
  ])("differs once %s", (_, change) => {
    const before = schemaPlaces();
    change();
    expect(schemaPlaces()).not.toBe(before);
  });

  test("differs once another version of a component was pulled", () => {
    writeCached(cacheFolder(), release(), files);
    const before = schemaPlaces();
    writeCached(cacheFolder(), { ...release(), version: "v2" }, files);
    expect(schemaPlaces()).not.toBe(before);
  });
});
