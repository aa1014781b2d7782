import { expect, test } from "vitest";
import { goFault, goMatches, isPlain } from "./go-pattern.ts";

test.each([
  "^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$",
  "^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE])?$",
  "^.{2,}|[^./]$",
  "^(?:\\d+|\\w+)$",
  "^([0-9]+(ns|us|µs|ms|s|m|h)?)+$",
])("isPlain(): %s means the same in both languages", pattern => {
  expect(isPlain(pattern)).toBe(true);
  expect(goFault(pattern)).toBeUndefined();
});

test.each([
  ["flags", "^(?i)(abort|warn)?$", "ABORT", "stop"],
  ["ends of the text", "\\Aab\\z", "ab", "abz"],
  ["classes with a name", "^[[:alpha:]]+$", "ab", "a:"],
  ["classes of Unicode", "^\\pL+$", "é", "1"],
  ["text as it is", "^\\Qa.b\\E$", "a.b", "axb"],
  ["blanks, of which JavaScript knows more", "^\\s$", " ", "\u00a0"],
  ["a class that begins with its end", "^[]a]$", "]", "b"],
])("%s are read as Go reads them", (_, pattern, right, wrong) => {
  expect(isPlain(pattern)).toBe(false);
  expect(goFault(pattern)).toBeUndefined();
  expect([goMatches(pattern, right), goMatches(pattern, wrong)]).toEqual([true, false]);
});

test.each([
  ["a look ahead", "a(?=b)", "(?="],
  ["a reference back", "(a)\\1", "\\1"],
  ["a class without an end", "[a", "missing closing ]"],
  ["an endless repetition", "a{1001}", "{1001}"],
])("goFault() says what is wrong with %s", (_, pattern, words) => {
  expect(goFault(pattern)).toContain(words);
});
