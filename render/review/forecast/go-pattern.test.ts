import { expect, test } from "vitest";
import { matchesPattern } from "./go-pattern.ts";

const GLOB = { braces: true };
const REPOSITORY = { separator: "/", braces: true };
const PATH = { separator: "/" };

test.each([
  ["erp", "erp", true],
  ["erp", "erp-sandbox", false],
  ["erp*", "erp-sandbox", true],
  ["*", "", true],
  ["er?", "erp", true],
  ["[a-e]rp", "erp", true],
  ["[!e]rp", "erp", false],
  ["{erp,cms}-*", "cms-sandbox", true],
  ["a.b", "axb", false],
  ["a\\*", "a*", true],
])("the pattern %s of a destination and %s", (pattern, text, matches) => {
  expect(matchesPattern(pattern, text, GLOB)).toBe(matches);
});

test("in a repository a star ends at a slash, and two do not", () => {
  const address = "https://git.example.net/lab/erp";
  expect(matchesPattern("https://git.example.net/*", address, REPOSITORY)).toBe(false);
  expect(matchesPattern("https://git.example.net/**", address, REPOSITORY)).toBe(true);
  expect(matchesPattern("*", address, REPOSITORY)).toBe(true);
});

test("in a list of kinds braces are letters", () => {
  expect(matchesPattern("{a,b}", "a", PATH)).toBe(false);
  expect(matchesPattern("*.example.net", "a.example.net", PATH)).toBe(true);
});

test("what cannot be understood matches nothing", () => {
  expect(matchesPattern("[z-a]x", "zx", GLOB)).toBe(false);
});
