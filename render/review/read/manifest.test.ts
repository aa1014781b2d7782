import { describe, expect, test } from "vitest";
import { readManifest } from "./manifest.ts";

const object = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
const read = (text: string | Buffer, path = "a.yaml") => readManifest(Buffer.from(text), path);
const names = (text: string | Buffer, path?: string) => read(text, path).objects.map(({ metadata }) => metadata.name);

describe("readManifest() reads as Argo CD does", () => {
  test("documents with CRLF, a byte order mark, in UTF-16 of both kinds", () => {
    const crlf = `${object}---\n${object}`.replaceAll("\n", "\r\n");
    expect(names(crlf)).toEqual(["a", "a"]);
    expect(names(`\uFEFF${object}`)).toEqual(["a"]);
    expect(names(Buffer.from(`\uFEFF${object}`, "utf16le"))).toEqual(["a"]);
    expect(names(Buffer.from(`\uFEFF${object}`, "utf16le").swap16())).toEqual(["a"]);
  });

  test("every document of a long text", () => {
    const long = Array.from(
      { length: 300 },
      (_, n) => `${object.replace("a}", `a${n}}`)}data: {x: "${"y".repeat(900)}"}\n`,
    );
    expect(names(long.join("---\n"))).toHaveLength(300);
    expect(names(long.join("---\r\n"))).toHaveLength(300);
    expect(names(`# ${"x".repeat(300_000)}\n--- # first\n${object}`)).toEqual(["a"]);
  });

  test("JSON, of which it wants one value, and integers above 2^53 without loss", () => {
    const json = JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } });
    expect(names(json, "a.json")).toEqual(["a"]);
    expect(read(`${json}${json}`, "a.json").faults).toMatchObject([{ stops: true }]);
    expect(read(json.replace('"a"', '"a","uid":9007199254740993'), "a.json").objects[0]?.metadata.uid).toBe(
      9007199254740993n,
    );
    expect(read(object, "a.json").faults).toMatchObject([{ what: expect.stringContaining("is no JSON"), stops: true }]);
  });

  test("nothing of a file that is marked, wherever the mark stands", () => {
    expect(read(`${object}# +argocd:skip-file-rendering\n`)).toEqual({ objects: [], faults: [], ignored: "marked" });
  });

  test("nothing of YAML that is not about Kubernetes, even if it is broken", () => {
    for (const text of ["replicas: 2\n", "a: b: c\nkind: x", "- 1\n"]) {
      expect(read(text), text).toEqual({ objects: [], faults: [], ignored: "unrelated" });
    }
  });

  test("an object whose kind is spelt so that nobody finds it", () => {
    expect(names(object.replace("kind:", '"\\x6bind":'))).toEqual(["a"]);
    expect(names(object.replace("kind:", "!!binary a2luZA==:"))).toEqual(["a"]);
  });
});

describe("readManifest() says what stops Argo CD:", () => {
  test.each([
    ["broken YAML that looks like an object", `${object}a: b: c`, "Nested mappings"],
    ["a document without kind after one that has it", `${object}---\na: 1\n`, "document 2 has no apiVersion"],
    ["bytes that are no text", Buffer.from([0x61, 0xff, 0xfe, 0x62]), "is no text of UTF-8"],
    ["more levels than the stack holds", `${object}data: ${"[".repeat(5000)}${"]".repeat(5000)}`, ""],
    ["a NUL", `${object}\0`, "is no text of UTF-8"],
  ])("%s", (_, text, what) => {
    expect(read(text).faults).toMatchObject([{ what: expect.stringContaining(what), stops: true }]);
  });
});

test("readManifest() takes no JSON of more levels than the stack holds", () => {
  const deep = `{"apiVersion":"v1","kind":"A","metadata":{"name":"a"},"x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  expect(read(deep, "a.json").faults).toEqual([{ what: "is nested deeper than 1000 levels", stops: true }]);
});

test("readManifest() reads on after an object that it cannot name, and says so", () => {
  const { objects, faults } = read(`${object.replace("name: a", "generateName: a-")}---\n${object}`);
  expect(objects).toHaveLength(1);
  expect(faults).toEqual([{ what: "document 1 has no metadata.name", stops: false }]);
});
