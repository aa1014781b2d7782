import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { readmeTable } from "../../testing/readme-table.ts";
import { standIns } from "./stand-ins.ts";

test("every stage of kwok is a stand-in of its own name", () => {
  const text = readFileSync(join(import.meta.dirname, "kwok-stages.yaml"), "utf8");
  const stages = parseAllDocuments(text).map(document => document.getIn(["metadata", "name"]));
  expect(standIns.map(({ name }) => name)).toEqual(expect.arrayContaining(stages));
  expect(stages).not.toHaveLength(0);
});

test("every stand-in that runs in this process is listed by its name", () => {
  const files = readdirSync(import.meta.dirname).filter(name => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const texts = files.map(name => readFileSync(join(import.meta.dirname, name), "utf8"));
  const calls = texts.flatMap(text => [...text.matchAll(/= startStandIn\(|return startStandIn\(/g)]);
  const names = texts.flatMap(text =>
    Array.from(text.matchAll(/startStandIn\(\{\s*name: "([^"]+)"/g), ([, name]) => name),
  );
  expect(names).toHaveLength(calls.length);
  expect(names).not.toHaveLength(0);
  expect(standIns.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
});

test("every stand-in says what it leaves unproved", () => {
  expect(standIns.filter(({ unproved }) => unproved.length === 0)).toEqual([]);
});

test("the README's table lists every stand-in, and nothing else", () => {
  const [head, ...rows] = readmeTable("<!-- stand-ins -->");
  expect(head).toEqual(["name", "stands for", "because", "not proved here"]);
  expect(rows).toEqual(
    standIns.map(({ name, standsFor, reason, unproved }) => [name, standsFor, reason, unproved.join("; ")]),
  );
});
