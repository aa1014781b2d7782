import { describe, expect, test } from "vitest";
import { faultsOf } from "./faults-of.ts";
import type { Schema } from "./schema.ts";

const has = (name: string): Schema => ({ open: true, required: [name] });
const container: Schema = {
  type: "object",
  required: ["image"],
  properties: {
    name: { type: "string" },
    image: { type: "string" },
    ports: {
      type: "array",
      keys: ["containerPort", "protocol"],
      items: { type: "object", properties: { containerPort: { type: "integer" }, protocol: { type: "string" } } },
    },
  },
};
const schema: Schema = {
  type: "object",
  properties: {
    containers: { type: "array", items: container },
    labels: { type: "object", values: { type: "string" } },
    anything: { type: "object", open: true },
    size: { type: "quantity" },
    port: { type: "int-or-string" },
    count: { type: "integer", limits: { format: "int32", minimum: 1, maximum: 9 } },
    ratio: { type: "number", limits: { minimum: 0, exclusiveMinimum: true, maximum: 1, exclusiveMaximum: true } },
    step: { type: "integer", limits: { multipleOf: 5 } },
    mode: { type: "string", limits: { enum: ["Fast", "Safe"] } },
    name: { type: "string", limits: { pattern: "^[a-z]+$", minLength: 2, maxLength: 4 } },
    answer: { type: "string", limits: { goPattern: "^(?i)(yes|no)$" } },
    set: { type: "array", keys: [], items: { type: "string" }, limits: { minItems: 1, maxItems: 3 } },
    data: { type: "object", open: true, limits: { keyPattern: "^[a-z]+$", minProperties: 1, maxProperties: 2 } },
    maybe: { type: "string", nullable: true },
    time: { type: "string", limits: { format: "date-time" } },
    bytes: { type: "string", limits: { format: "byte" } },
    own: { ref: "Own" },
    one: { type: "object", open: true, conditions: { oneOf: [has("a"), has("b")] } },
    any: { type: "object", open: true, conditions: { anyOf: [has("a"), has("b")] } },
    not: { type: "object", open: true, conditions: { not: has("a") } },
  },
};
const definition = (name: string): Schema | undefined =>
  name === "Own" ? { type: "object", properties: { text: { type: "string" }, list: { type: "array" } } } : undefined;
const faults = (value: unknown) =>
  faultsOf(value, schema, definition).map(({ field, problem, remedy }) => `${field}: ${problem}, ${remedy}`);

describe("faultsOf()", () => {
  test.each<[string, object]>([
    ["nothing", {}],
    ["undefined fields", { labels: undefined, unknown: undefined }],
    ["free keys and free fields", { labels: { "a/b": "c" }, anything: { a: [{ b: 1 }] } }],
    ["amounts", { size: "1.5Gi", port: 80 }],
    ["amounts of the other kind", { size: 2, port: "http" }],
    ["bounds", { count: 1, ratio: 0.5, step: 10, name: "ab", set: ["a"], data: { a: 1 } }],
    [
      "the same port twice, with another protocol",
      { containers: [{ image: "a", ports: [{ containerPort: 1 }, { containerPort: 1, protocol: "UDP" }] }] },
    ],
    ["null where it may be", { maybe: null, own: { text: null, list: null } }],
    ["a pattern of Go", { answer: "YES" }],
    ["a time and bytes", { time: "2026-01-31T12:00:00.5+01:00", bytes: "YWI=" }],
    ["conditions that are met", { one: { a: 1 }, any: { a: 1, b: 1 }, not: { b: 1 } }],
  ])("accepts %s", (_, value) => {
    expect(faults(value)).toEqual([]);
  });

  test.each<[string, object, string]>([
    [
      "an unknown field",
      { containers: [{ name: "web", image: "a", imag: "b" }] },
      'containers[web].imag: no such field is known here, write "image", or remove it,',
    ],
    ["a field called as one that every object has", { toString: 1 }, "toString: no such field is known here"],
    ["a missing field", { containers: [{}] }, "containers[0].image: it has none, add it"],
    ["a list instead of an object", { labels: [] }, 'labels: "[]" is a list, not an object, write an object'],
    ["a number instead of text", { labels: { "a/b": 1 } }, 'labels[a/b]: "1" is a whole number, not text, write text'],
    ["text instead of a number", { count: "1" }, 'count: "1" is text, not a whole number'],
    ["a fraction", { count: 1.5 }, 'count: "1.5" is a number, not a whole number'],
    ["null", { count: null }, 'count: "null" is null, not a whole number'],
    ["an amount with a blank", { size: "10 Gi" }, 'size: "10 Gi" is text, not an amount such as "512Mi" or "200m"'],
    ["an amount in a unit that is none", { size: "10GB" }, "size: "],
    ["neither a number nor text", { port: 1.5 }, 'port: "1.5" is a number, not a whole number or text'],
    ["too little", { count: 0 }, 'count: "0" is not 1 or more, write 1 or more'],
    ["too much", { count: 10 }, 'count: "10" is not 9 or less'],
    ["a bound that does not belong", { ratio: 1 }, 'ratio: "1" is not less than 1'],
    ["what is no multiple", { step: 7 }, 'step: "7" is no multiple of 5'],
    ["a choice that is none", { mode: "Save" }, 'mode: "Save" is not one of "Fast", "Safe", write "Safe"'],
    ["a pattern missed", { name: "Ab" }, 'name: "Ab" does not match ^[a-z]+$'],
    ["a pattern of Go missed", { answer: "maybe" }, 'answer: "maybe" does not match ^(?i)(yes|no)$'],
    ["a text too long", { name: "abcde" }, "name: it has 5 characters, write 4 or fewer"],
    ["a list too short", { set: [] }, "set: it has 0 items, write 1 or more"],
    ["too many fields", { data: { a: 1, b: 1, c: 1 } }, "data: it has 3 fields, write 2 or fewer"],
    ["a key that is none", { data: { "a b": 1 } }, 'data[a b]: "a b" does not match ^[a-z]+$'],
    ["an item twice", { set: ["a", "b", "a"] }, 'set[2]: "a" is there twice, remove one'],
    [
      "the same port twice",
      { containers: [{ image: "a", ports: [{ containerPort: 1 }, { containerPort: 1, protocol: "TCP" }] }] },
      'containers[0].ports[1]: the item with containerPort, protocol "1", "TCP" is there twice',
    ],
    ["a day that is none", { time: "2026-02-30" }, 'time: "2026-02-30" is not a time'],
    ["what is no base64", { bytes: "a" }, 'bytes: "a" is not base64'],
    ["what a definition refuses", { own: { txt: "a" } }, 'own.txt: no such field is known here, write "text"'],
    ["two of one", { one: { a: 1, b: 1 } }, "one: "],
    ["none of any", { any: {} }, "any: "],
    ["what must not be", { not: { a: 1 } }, "not: "],
  ])("names %s", (_, value, words) => {
    expect(faults(value)).toEqual([expect.stringContaining(words)]);
  });

  test("names them all at once", () => {
    expect(faults({ count: 0, mode: "x", extra: 1, containers: [{}, {}] })).toHaveLength(5);
  });
});
