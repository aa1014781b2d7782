import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { longStrings, randomTree, SEEDS, trickyStrings } from "../testing/tricky-strings.ts";
import { emit } from "./emit.ts";

const words = (text: string) => text.trim().split(/\s+/);
const lines = (...text: string[]) => `${text.join("\n")}\n`;

/** A reader other than the one of Kubernetes, which emit.proof.test.ts asks. */
const read = (text: string): unknown => parse(text, { version: "1.1" });

describe("emit() lays out", () => {
  test("maps and lists with two blanks, keys in the order given", () => {
    const object = {
      kind: "Job",
      apiVersion: "batch/v1",
      spec: { args: ["a", { name: "b", env: ["c"] }], z: { y1: 1 } },
    };
    expect(emit(object)).toBe(
      lines(
        "kind: Job",
        "apiVersion: batch/v1",
        "spec:",
        "  args:",
        "    - a",
        "    - name: b",
        "      env:",
        "        - c",
        "  z:",
        "    y1: 1",
      ),
    );
  });

  test("lists of lists and maps in one line with their dash", () => {
    expect(emit({ a: [[1, [2]], [{ b: 3, c: [4] }]] })).toBe(
      lines("a:", "  - - 1", "    - - 2", "  - - b: 3", "      c:", "        - 4"),
    );
  });

  test("empty maps and lists as {} and []", () => {
    expect(emit({ a: {}, b: [], c: [{}, [], [[]]] })).toBe(
      lines("a: {}", "b: []", "c:", "  - {}", "  - []", "  - - []"),
    );
    expect(emit({})).toBe("{}\n");
  });

  test("nothing for undefined properties, not even when no other is left", () => {
    expect(emit({ a: undefined, b: { c: undefined }, d: [{ e: undefined }] })).toBe(lines("b: {}", "d:", "  - {}"));
    expect(emit({ a: undefined })).toBe("{}\n");
  });

  test("null, booleans and numbers as JSON does", () => {
    const numbers = [0, -0, -1.5, 1e21, 1e-7, 2 ** 60, 5e-324];
    expect(emit({ a: null, b: true, c: false, d: numbers })).toBe(
      lines("a: null", "b: true", "c: false", "d:", ...numbers.map(number => `  - ${JSON.stringify(number)}`)),
    );
  });

  test("objects without prototype, and keys that name properties of every object", () => {
    const object = JSON.parse('{"__proto__": {"a": 1}, "constructor": "b", "toString": []}');
    expect(emit(object)).toBe(lines('"__proto__":', "  a: 1", "constructor: b", "toString: []"));
    expect(emit(Object.assign(Object.create(null), { a: 1 }))).toBe("a: 1\n");
  });

  test("1,000 levels", () => {
    let object: Record<string, unknown> = { a: "bottom" };
    for (let level = 1; level < 1000; level++) object = { a: object };
    expect(emit(object).split("\n").at(-2)).toBe(`${" ".repeat(1998)}a: bottom`);
  });
});

describe("emit() leaves plain, as value and as key", () => {
  const plain = [
    ...words("erp arcodange-erp v1 apps/v1 argocd.argoproj.io/sync-wave ServerSideApply=true app.kubernetes.io/name"),
    ...words("ghcr.io/arcodange/erp:1.2.3@sha256:0123456789abcdef registry:5000/team/app:1.2.3 erp.arcodange.lab"),
    ...words("/healthz / https://x/y?a=b&c=d#e postgres://$(USER):$(PASSWORD)@db:5432/erp $(POD_IP) Europe/Paris a:b"),
    ...words("256Mi 50m 1.5Gi 30s 15m 24h 100k 1.2.3 192.168.1.201 10.42.0.0/16 127.0.0.1:8080 80/tcp 8080:80/tcp"),
    ...words("--config=/etc/x.yaml --listen=:8080 -c -listen Host(`erp.arcodange.lab`) it's a,b a[0] a{b} a#b 2fauth"),
    "Host(`erp.arcodange.lab`) && PathPrefix(`/api`)",
    "The household feed reader, see https://miniflux.app",
    "yes, it is",
  ];
  test.each(plain)("%s", text => {
    expect(emit({ value: text })).toBe(`value: ${text}\n`);
    expect(emit({ [text]: 0 })).toBe(`${text}: 0\n`);
    expect(emit({ list: [text] })).toBe(`list:\n  - ${text}\n`);
    expect(read(emit({ [text]: text }))).toEqual({ [text]: text });
  });
});

describe("emit() quotes, as value and as key,", () => {
  const quoted: Record<string, string[]> = {
    "numbers in any base": words(`
      0 -0 +0 00 7 0755 0o17 0O17 0x1f 0X1F 0b11 0B11 -0b1 +0x1F 1_000 +_1 -_1 _1 1__ 0x_1 3e_26 1e3 1E3 1e+3 1e-3
      1. .5 -.5 +.5 1.5e3 1_0.5 12:30 12:30:45 190:20:30.15 -1:30 0x1p-2 9223372036854775808 3d 12ab e3 E-1 -e3`),
    "booleans of YAML 1.1": words(
      "y Y n N yes Yes YES no No NO on On ON off Off OFF true True TRUE false False FALSE yEs",
    ),
    "nulls and numbers that are none": words(
      "~ null Null NULL nUll .inf .Inf -.INF +.inf .nan .NaN inf NaN -Infinity -nan",
    ),
    dates: [
      ...words("2001-12-14 2001-1-1 2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43Z"),
      "2001-12-14 21:59:43.10 -5",
    ],
    "what YAML gives a meaning": [
      ...words(
        "<< = - -- --- ... ---a ? : , [ ] { } # & * ! | > ' \" % @ ` a: *a &a !!str |- :8080 *.example.com [a] {a} #a",
      ),
      ..."- a|? a|: a|a: b|a #b|a: |--- a|... a".split("|"),
    ],
    blanks: ["", " ", "  ", " a", "a ", "\t", "a\tb", "a\t", "\ta"],
    "control characters": ["\0", "a\u0007", "\u001b[1m", "a\rb", "\r\n", "a\r\nb", "\v", "\f"],
  };
  test.each(Object.entries(quoted))("%s", (_, texts) => {
    for (const text of texts) {
      const json = JSON.stringify(text);
      expect(emit({ value: text })).toBe(`value: ${json}\n`);
      expect(emit({ [text]: [text] })).toBe(`${json}:\n  - ${json}\n`);
      expect(read(emit({ [text]: text }))).toEqual({ [text]: text });
    }
  });

  test.each([
    ["DEL", "\u007f", "\\u007f"],
    ["a C1 control", "\u0080", "\\u0080"],
    ["NEL", "\u0085", "\\u0085"],
    ["NBSP", "\u00a0", "\\u00a0"],
    ["a soft hyphen", "\u00ad", "\\u00ad"],
    ["a zero-width space", "\u200b", "\\u200b"],
    ["a right-to-left override", "\u202e", "\\u202e"],
    ["LS", "\u2028", "\\u2028"],
    ["PS", "\u2029", "\\u2029"],
    ["BOM", "\ufeff", "\\ufeff"],
    ["a non-character", "\ufffe", "\\ufffe"],
    ["another non-character", "\uffff", "\\uffff"],
  ])("%s, escaped, also in text of several lines", (_, character, escaped) => {
    expect(emit({ value: character })).toBe(`value: "${escaped}"\n`);
    expect(emit({ value: `a\nb${character}\n` })).toBe(`value: "a\\nb${escaped}\\n"\n`);
    expect(emit({ [`a${character}`]: 0 })).toBe(`"a${escaped}": 0\n`);
    expect(read(emit({ [`a${character}`]: character }))).toEqual({ [`a${character}`]: character });
  });

  test("letters and emoji beyond ASCII, as they are", () => {
    expect(emit({ clé: "déjà vu 😀" })).toBe('"clé": "déjà vu 😀"\n');
  });
});

describe("emit() writes text of several lines", () => {
  test.each([
    ["no newline at its end", "a\nb", ["|-", "  a", "  b"]],
    ["one newline at its end", "a\nb\n", ["|", "  a", "  b"]],
    ["two newlines at its end", "a\nb\n\n", ["|+", "  a", "  b", ""]],
    ["four newlines at its end", "a\n\n\n\n", ["|+", "  a", "", "", ""]],
    ["blank lines within", "a\n\n\nb\n", ["|", "  a", "", "", "  b"]],
    ["deeper lines and blanks at the end of lines", "a:\n  - b \nc", ["|-", "  a:", "    - b ", "  c"]],
    ["marks of YAML in it", "# a\n---\n...\n- b: |\n", ["|", "  # a", "  ---", "  ...", "  - b: |"]],
    ["letters beyond ASCII", "é\n😀\n", ["|", "  é", "  😀"]],
  ])("as a block if it has %s", (_, text, block) => {
    const object = { value: text, next: 1 };
    expect(emit(object)).toBe(lines(`value: ${block[0]}`, ...block.slice(1), "next: 1"));
    expect(read(emit(object))).toEqual(object);
  });

  test.each([
    ["a blank at its start", " a\nb"],
    ["a newline at its start", "\na"],
    ["nothing but newlines", "\n\n"],
    ["a tab", "a\n\tb"],
    ["a carriage return", "a\r\nb\r\n"],
    ["a line of blanks", "a\n  \nb"],
    ["a line of blanks at its end", "a\n "],
    ["a control character", "a\nb\u0007"],
  ])("quoted if it has %s", (_, text) => {
    expect(emit({ value: text })).toBe(`value: ${JSON.stringify(text)}\n`);
    expect(read(emit({ value: text }))).toEqual({ value: text });
  });

  test("quoted as a key", () => {
    expect(emit({ "a\nb": 0 })).toBe('"a\\nb": 0\n');
  });

  test("quoted at the end of the document if blank lines would end it", () => {
    expect(emit({ a: "b\n\n", c: [{ d: "e\n\n" }] })).toBe(lines('a: "b\\n\\n"', "c:", '  - d: "e\\n\\n"'));
  });

  test("below its dash in a list", () => {
    expect(emit({ args: ["a\nb", ["c\nd\n"]] })).toBe(
      lines("args:", "  - |-", "    a", "    b", "  - - |", "      c", "      d"),
    );
  });
});

describe("emit() gives the ? form", () => {
  const long = "k".repeat(1001);

  test("to keys above 1,000 characters, whatever is below them", () => {
    expect(emit({ ["k".repeat(1000)]: 1 })).toBe(`${"k".repeat(1000)}: 1\n`);
    for (const value of ["a", "a\nb\n", [1, [2]], { a: { b: 1 } }, [{ a: 1 }], {}, [], null]) {
      const object = { deep: [{ [long]: value, next: 1 }] };
      expect(emit(object)).toContain(`  - ? ${long}\n    :`);
      expect(read(emit(object))).toEqual(object);
    }
    expect(emit({ [long]: { a: 1 } })).toBe(`? ${long}\n:\n  a: 1\n`);
  });

  test("to keys that only their escapes make so long", () => {
    const key = "\u0085".repeat(200);
    expect(emit({ [key]: 1 })).toBe(`? "${"\\u0085".repeat(200)}"\n: 1\n`);
  });
});

describe("emit() refuses, naming the path,", () => {
  class Port {}
  const inArgs = (value: unknown) => ({ spec: { containers: [{ args: ["a", value] }] } });

  test.each([
    ["NaN", Number.NaN, "NaN"],
    ["Infinity", Number.NEGATIVE_INFINITY, "-Infinity"],
    ["a bigint", 1n, "a bigint"],
    ["a function", () => 1, "a function"],
    ["a symbol", Symbol("s"), "a symbol"],
    ["undefined in a list", undefined, "undefined"],
    ["a Date", new Date(0), "an instance of Date"],
    ["a Map", new Map(), "an instance of Map"],
    ["an instance of a class", new Port(), "an instance of Port"],
  ])("%s", (_, value, is) => {
    expect(() => emit(inArgs(value))).toThrow(`Cannot emit spec.containers[0].args[1]: the value is ${is}, use a `);
  });

  test("a hole in a list", () => {
    // biome-ignore lint/suspicious/noSparseArray: JSON would fill it with null
    expect(() => emit({ a: [1, , 2] })).toThrow("Cannot emit a[1]: the value is undefined, ");
  });

  test("lone surrogates in values and keys, in text of several lines too", () => {
    expect(() => emit(inArgs("a\ud800"))).toThrow(
      "Cannot emit spec.containers[0].args[1]: the value is no Unicode text, ",
    );
    expect(() => emit({ a: "b\nc\udc00d" })).toThrow("Cannot emit a: the value is no Unicode text, ");
    expect(() => emit({ a: { "\udfff": 1 } })).toThrow('Cannot emit a["\\udfff"]: the key is no Unicode text, ');
  });

  test("a key that is a symbol", () => {
    expect(() => emit({ a: { [Symbol("s")]: 1 } })).toThrow(
      "Cannot emit a: a key of the value is a symbol, use a string",
    );
  });

  test("keys in the path as they must be read", () => {
    expect(() => emit({ metadata: { annotations: { "a.b/c": Number.NaN } } })).toThrow(
      'Cannot emit metadata.annotations["a.b/c"]: the value is NaN, ',
    );
  });

  test.each([
    [[], "a list"],
    [null, "null"],
    [undefined, "undefined"],
    ["a", "a string"],
    [1, "1"],
    [new Map(), "an instance of Map"],
  ])("a document that is no object: %j", (document, is) => {
    expect(() => emit(document)).toThrow(`Cannot emit the document: it is ${is}, give a plain object`);
  });

  test("an object that contains itself, at its first return", () => {
    const spec: Record<string, unknown> = { name: "a" };
    spec.template = { list: [1, spec] };
    expect(() => emit({ spec })).toThrow(
      "Cannot emit spec.template.list[1]: the value is an object that contains itself, ",
    );
  });

  test("more than 1,200 levels", () => {
    let deep: unknown = 1;
    for (let level = 0; level < 5000; level++) deep = [deep];
    expect(() => emit({ deep })).toThrow("the value is more than 1200 levels deep, use a flatter object");
  });

  test("nothing that merely stands in two places", () => {
    const labels = { app: "erp" };
    expect(emit({ a: labels, b: [labels, labels] })).toBe(
      lines("a:", "  app: erp", "b:", "  - app: erp", "  - app: erp"),
    );
  });
});

describe("emit(), read back by a reader of YAML 1.1,", () => {
  test("keeps 3,000 tricky and 30 long strings as values and keys", () => {
    const strings = [...trickyStrings(SEEDS[0], 3000), ...longStrings(SEEDS[0], 30)];
    expect(
      strings.filter(text => !isDeepStrictEqual(read(emit({ [text]: [text], z: text })), { [text]: [text], z: text })),
    ).toEqual([]);
  });

  test("keeps random trees", () => {
    for (let seed = 0; seed < 20; seed++) {
      const tree = randomTree(seed, 4);
      expect(read(emit(tree))).toEqual(tree);
    }
  });

  test("gives the same bytes twice, whatever was written between", () => {
    const tree = randomTree(SEEDS[1], 5);
    const first = emit(tree);
    for (const text of trickyStrings(SEEDS[2], 1000)) emit({ [text]: text });
    expect(emit(tree)).toBe(first);
  });
});
