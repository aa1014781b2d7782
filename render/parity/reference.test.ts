import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readReference } from "./reference.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "upstream-"));
  mkdirSync(join(folder, "web"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ACCOUNT = "apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: web }\n";

function read(text: string, name = "chart-1.2.0.yaml") {
  writeFileSync(join(folder, "web", name), text);
  return readReference(folder, "web/chart-1.2.0.yaml");
}

test("readReference() gives the objects of a file", () => {
  expect(read(ACCOUNT)).toMatchObject({ objects: [{ kind: "ServiceAccount" }] });
});

test("readReference() takes the same file in another version, where that is the one there is", () => {
  expect(read(ACCOUNT, "chart-1.10.3.yaml")).toMatchObject({ objects: [{ kind: "ServiceAccount" }] });
});

test("readReference() prefers the very file, and does not choose between other versions", () => {
  read(ACCOUNT, "chart-1.3.0.yaml");
  expect(read(ACCOUNT, "chart-1.4.0.yaml")).toMatchObject({ unusable: expect.stringContaining("2 other versions") });
  expect(read(ACCOUNT)).toHaveProperty("objects");
});

test.each([
  ["a broken one", "a: [", "chart"],
  ["one with a document that is no object", `${ACCOUNT}---\njust: text\n`, "document 2 has no apiVersion"],
  ["one that is a text", "404: Not Found page", "document 1"],
  ["an empty one", "# nothing\n", "holds no object"],
])("readReference() says what is wrong with %s", (_, text, problem) => {
  expect(read(text)).toMatchObject({ unusable: expect.stringContaining(problem) });
});

test("readReference() says that a file is missing, and that a folder is", () => {
  expect(readReference(folder, "web/other-1.0.0.yaml")).toMatchObject({ unusable: expect.stringContaining("has no") });
  expect(readReference(folder, "gone/chart-1.2.0.yaml")).toMatchObject({ unusable: expect.stringContaining("has no") });
});
