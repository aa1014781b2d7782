import { describe, expect, test } from "vitest";
import { readObjects } from "./read-objects.ts";

const config = (data: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {value: ${data}}\n`;

const scalar = (data: string) => {
  const reading = readObjects(config(data));
  if ("unreadable" in reading) throw new Error(reading.unreadable);
  return (reading.objects[0] as unknown as { data: { value: unknown } }).data.value;
};

const names = (text: string) => {
  const reading = readObjects(text);
  return "objects" in reading ? reading.objects.map(object => object.metadata.name) : reading.unreadable;
};

describe("readObjects() reads", () => {
  test("every document of a file, in order, and passes over empty ones", () => {
    expect(names(`# intro\n---\n${config("1")}---\n---\n${config("2").replace("name: a", "name: b")}...\n`)).toEqual([
      "a",
      "b",
    ]);
  });

  test("the items of a List, also in a List, as objects of their own", () => {
    const item = (name: string) => ({ apiVersion: "v1", kind: "Service", metadata: { name } });
    const inner = { apiVersion: "v1", kind: "ServiceList", items: [item("b"), item("c")] };
    expect(names(JSON.stringify({ apiVersion: "v1", kind: "List", items: [item("a"), inner] }))).toEqual([
      "a",
      "b",
      "c",
    ]);
  });

  test("nothing from a file without content", () => {
    expect(names("")).toEqual([]);
    expect(names("# only a comment\n---\n")).toEqual([]);
  });

  test("JSON with tabs, CRLF and a byte order mark", () => {
    const json = JSON.stringify({ apiVersion: "v1", kind: "Service", metadata: { name: "a" } }, null, "\t");
    expect(names(json)).toEqual(["a"]);
    expect(names(`\uFEFF${config("1").replaceAll("\n", "\r\n")}`)).toEqual(["a"]);
  });

  test("the last of two equal keys, and what an anchor stands for", () => {
    const text = config("&x {a: 1}\n  , other: *x").replace("metadata: {name: a}", "metadata: {name: a, name: b}");
    expect(names(text)).toEqual(["b"]);
  });
});

describe("readObjects() reads scalars as Kubernetes does:", () => {
  test.each([
    ["yes", true],
    ['"yes"', "yes"],
    ["12:30:45", "12:30:45"],
    ["2024-01-01", "2024-01-01"],
    ["010", 8],
    ["0o10", 8],
    ['"0o10"', "0o10"],
    ["-0o10", -8],
    ["1_000", 1000],
    ["1.0", 1],
    ["~", null],
    ["!!binary aGVsbG8=", "hello"],
    ["9007199254740993", 9007199254740993n],
    ["9007199254740991", 9007199254740991],
  ])("%s", (written, value) => {
    expect(scalar(written)).toEqual(value);
  });
});

describe("readObjects() says why a file is unreadable:", () => {
  test.each([
    ["broken YAML", "a: b: c", /Nested mappings/],
    ["a list", "- 1\n", /^document 1 is no mapping$/],
    ["no kind", "apiVersion: v1\nmetadata: {name: a}\n", /^document 1 has no kind$/],
    ["no name", "apiVersion: v1\nkind: Service\nmetadata: {}\n", /^document 1 has no metadata.name$/],
    [
      "a namespace that is no text",
      "apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: {b: c}}\n",
      /^document 1 has a metadata.namespace that is no text$/,
    ],
    ["an apiVersion that is a number", "apiVersion: 1\nkind: Service\nmetadata: {name: a}\n", /has no apiVersion$/],
    ["one bad document among good ones", `${config("1")}---\nfoo: bar\n`, /^document 2 has no apiVersion$/],
    ["a bad item", "apiVersion: v1\nkind: List\nitems: [{}]\n", /^item 1 of document 1 has no apiVersion$/],
    ["an alias without its anchor", config("*nothing"), /Unresolved alias/],
    ["an object that contains itself", config("&x [*x]"), /stack/],
    ["more levels than the stack holds", config("[".repeat(20_000)), /./],
  ])("%s", (_, text, reason) => {
    const reading = readObjects(text);
    expect("unreadable" in reading && reading.unreadable).toMatch(reason);
  });
});
