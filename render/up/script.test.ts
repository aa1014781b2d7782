import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { rows, script } from "./script.ts";

const NAMES = readdirSync(new URL("./scripts", import.meta.url)).map(file => file.replace(/\.sh$/, ""));
const SOURCES = ["./", "./steps/", "./lab/"].flatMap(folder =>
  readdirSync(new URL(folder, import.meta.url))
    .filter(file => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map(file => readFileSync(new URL(folder + file, import.meta.url), "utf8")),
);

describe("script()", () => {
  test.each(NAMES)("%s is read by sh, and by somebody", name => {
    execFileSync("sh", ["-n", "-c", script(name)]);
    expect(SOURCES.some(source => source.includes(`script("${name}"`))).toBe(true);
  });

  test("gives variables whatever value they have", () => {
    const value = "it's $HOME `id` \"\\n\n";
    const text = `${script("restart-k3s", { value }).split("# Starts")[0]}printf '%s' "$value"`;
    expect(execFileSync("sh", ["-c", text], { encoding: "utf8" })).toBe(value);
  });

  test("is called by its own name when it fails", () => {
    expect(script("restart-k3s").split("\n")[0]).toBe(": render/up/scripts/restart-k3s.sh");
  });
});

test("rows() keeps fields that are empty", () => {
  expect(rows("a\t\tb\n\nc\n")).toEqual([["a", "", "b"], ["c"]]);
});
