import { expect, test } from "vitest";
import { globMatcher } from "./glob.ts";

const matches = (pattern: string, path: string) => globMatcher(pattern)?.(path);

test.each([
  ["*.yaml", "a.yaml", true],
  ["*.yaml", "deep/er/a.yaml", true],
  ["*.yaml", "a.yaml.bak", false],
  ["a.yaml", "axyaml", false],
  ["env-usw2/*", "env-usw2/a/b.yaml", true],
  ["{*.yaml,*.yml}", "a.yml", true],
  ["{config.json,env-usw2/*}", "env-usw2/a.yaml", true],
  ["{a,{b,c}}.yaml", "c.yaml", true],
  ["{a,{b,c}}.yaml", "d.yaml", false],
  ["?.yaml", "é.yaml", true],
  ["?.yaml", "ab.yaml", false],
  ["[ab].yaml", "b.yaml", true],
  ["[!ab].yaml", "b.yaml", false],
  ["[a-c].yaml", "b.yaml", true],
  ["[!a-c].yaml", "d.yaml", true],
  ["a,b}.yaml", "a,b}.yaml", true],
  ["\\*.yaml", "*.yaml", true],
  ["\\*.yaml", "a.yaml", false],
  ["(a|b)+$^.yaml", "(a|b)+$^.yaml", true],
  ["*", "with\na line.yaml", true],
  ["", "a.yaml", false],
])("globMatcher() of %s says of %j: %s", (pattern, path, expected) => {
  expect(matches(pattern, path)).toBe(expected);
});

test.each(["{a,b", "[ab", "[b-a]", "[a-cd]"])("globMatcher() knows that %s does not compile", pattern => {
  expect(globMatcher(pattern)).toBeUndefined();
});

test("globMatcher() takes no longer for a pattern that was made to take long", () => {
  const start = performance.now();
  expect(matches(`${"*a".repeat(40)}b`, "a".repeat(2000))).toBe(false);
  expect(performance.now() - start).toBeLessThan(2000);
});
