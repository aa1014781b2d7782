import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Deviations } from "../../platform/deviations.ts";
import { shareOf } from "./share.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "upstream-"));
  mkdirSync(join(folder, "stack"));
  write("stack/chart-1.0.0.yaml", [account("one", "one"), account("two", "two"), account("plain")].join("---\n"));
  write("stack/labelled.yaml", [account("one", "one"), account("two", "two")].join("---\n"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

function account(name: string, part?: string): string {
  const labels = part === undefined ? "" : `, labels: { app.kubernetes.io/name: ${part} }`;
  return `apiVersion: v1\nkind: ServiceAccount\nmetadata: { name: ${name}${labels} }\n`;
}

function deviations(file: string, part?: string): Deviations {
  return { files: [file], absent: {}, fields: {}, ...(part !== undefined && { part }) };
}

const namesOf = ({ objects }: ReturnType<typeof shareOf>) => objects.map(({ metadata }) => metadata.name);

test("shareOf() is the whole file for the one component that names it", () => {
  const share = shareOf("one", { one: deviations("stack/chart-1.0.0.yaml") }, folder);
  expect(namesOf(share)).toEqual(["one", "two", "plain"]);
  expect(share.problems).toEqual([]);
});

test("shareOf() is the part of it where several name it", () => {
  const file = "stack/labelled.yaml";
  const registry = { one: deviations(file, "one"), two: deviations(file, "two") };
  expect(namesOf(shareOf("two", registry, folder))).toEqual(["two"]);
  expect(shareOf("two", registry, folder).problems).toEqual([]);
});

test("shareOf() finds an object that is nobody's share", () => {
  const file = "stack/chart-1.0.0.yaml";
  const registry = { one: deviations(file, "one"), two: deviations(file, "two") };
  expect(shareOf("one", registry, folder).problems).toMatchObject([{ object: "ServiceAccount/plain" }]);
});

test("shareOf() finds an object that is the share of two, for both", () => {
  const file = "stack/labelled.yaml";
  const registry = { one: deviations(file, "one"), two: deviations(file, "two"), all: deviations(file) };
  expect(shareOf("one", registry, folder).problems).toMatchObject([
    { object: "ServiceAccount/one", problem: expect.stringContaining("one and all") },
  ]);
  expect(shareOf("all", registry, folder).problems).toHaveLength(2);
});

test("shareOf() finds an object that two files have", () => {
  const registry = { one: { ...deviations(""), files: ["stack/chart-1.0.0.yaml", "stack/labelled.yaml"] } };
  expect(shareOf("one", registry, folder).problems.map(({ object }) => object)).toEqual([
    "ServiceAccount/one",
    "ServiceAccount/two",
  ]);
});

test("shareOf() finds a file of which nothing can be had", () => {
  const share = shareOf("one", { one: deviations("stack/gone.yaml") }, folder);
  expect(share.objects).toEqual([]);
  expect(share.problems).toMatchObject([{ problem: expect.stringContaining('"stack/gone.yaml"') }]);
});
