import { describe, expect, test } from "vitest";
import { differences } from "./field-changes.ts";

const paths = (before: unknown, after: unknown) => differences(before, after).fields.map(({ path }) => path);

describe("differences()", () => {
  test("names the smallest part that differs, with both values", () => {
    const pod = (image: string) => ({ spec: { template: { spec: { containers: [{ name: "erp", image }] } } } });
    expect(differences(pod("erp:1"), pod("erp:2"))).toEqual({
      fields: [{ path: "spec.template.spec.containers[erp].image", before: "erp:1", after: "erp:2" }],
      reordered: [],
    });
  });

  test("gives a field that came or went as a whole, with one value only", () => {
    const { fields } = differences({ old: { a: 1 } }, { fresh: [1] });
    expect(fields).toStrictEqual([
      { path: "fresh", after: [1] },
      { path: "old", before: { a: 1 } },
    ]);
  });

  test("finds nothing in another order of keys", () => {
    expect(differences({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toEqual({
      fields: [],
      reordered: [],
    });
  });

  test.each([
    ["a number and its text", 1, "1"],
    ["null and nothing at all", null, undefined],
    ["an empty list and an empty mapping", [], {}],
    ["two integers that are one as floating point", 9007199254740993n, 9007199254740992n],
    ["quantities of one size, for they are compared literally", "1000m", 1],
  ])("tells apart %s", (_, before, after) => {
    expect(paths({ a: before }, { a: after })).toEqual(["a"]);
  });

  test("tells a null field from an absent one", () => {
    expect(differences({ a: null }, {}).fields).toStrictEqual([{ path: "a", before: null }]);
  });

  test("holds NaN equal to itself", () => {
    expect(paths({ a: Number.NaN }, { a: Number.NaN })).toEqual([]);
  });

  test("reports values that JSON can hold", () => {
    const { fields } = differences({}, { a: { b: [9007199254740993n] } });
    expect(JSON.stringify(fields)).toBe('[{"path":"a","after":{"b":["9007199254740993"]}}]');
  });

  test("reads no field that the object merely inherits", () => {
    expect(paths({}, JSON.parse('{ "__proto__": 1, "constructor": 2 }'))).toEqual(["__proto__", "constructor"]);
  });
});

describe("differences() in lists", () => {
  const volumes = (...names: string[]) => ({ volumes: names.map(name => ({ name })) });

  test("pairs elements by key: another order is no field change, but is told", () => {
    expect(differences(volumes("a", "b", "c"), volumes("c", "a", "b"))).toEqual({ fields: [], reordered: ["volumes"] });
  });

  test("does not call it another order when elements only come and go", () => {
    const { fields, reordered } = differences(volumes("a", "b", "c"), volumes("x", "a", "c"));
    expect(reordered).toEqual([]);
    expect(fields.map(({ path }) => path)).toEqual(["volumes[b]", "volumes[x]"]);
  });

  test("goes by position where there is no key", () => {
    expect(paths({ args: ["a", "b"] }, { args: ["a", "c", "d"] })).toEqual(["args[1]", "args[2]"]);
    expect(paths({ env: [{ name: "A" }, { name: "A" }] }, { env: [{ name: "A" }, { name: "B" }] })).toEqual([
      "env[1].name",
    ]);
  });

  test("finds what changed inside an element that also moved", () => {
    const env = (...pairs: [string, string][]) => ({ env: pairs.map(([name, value]) => ({ name, value })) });
    expect(differences(env(["A", "1"], ["B", "2"]), env(["B", "3"], ["A", "1"]))).toEqual({
      fields: [{ path: "env[B].value", before: "2", after: "3" }],
      reordered: ["env"],
    });
  });
});

describe("differences() writes paths", () => {
  test("with keys in quotes that are no plain words", () => {
    const annotations = (value: string) => ({ metadata: { annotations: { "argocd.argoproj.io/sync-wave": value } } });
    expect(paths(annotations("1"), annotations("2"))).toEqual(['metadata.annotations["argocd.argoproj.io/sync-wave"]']);
  });

  test("with keys of lists in quotes that look like a position or would close the bracket", () => {
    const env = (name: string, value: string) => ({ env: [{ name, value }] });
    expect(paths(env("0", "a"), env("0", "b"))).toEqual(['env["0"].value']);
    expect(paths(env("a]b", "a"), env("a]b", "b"))).toEqual(['env["a]b"].value']);
  });

  test("of ports by number and protocol", () => {
    const ports = (name: object) => ({ ports: [{ containerPort: 8080, ...name }] });
    expect(paths(ports({}), ports({ hostPort: 80 }))).toEqual(["ports[8080/TCP].hostPort"]);
  });
});
