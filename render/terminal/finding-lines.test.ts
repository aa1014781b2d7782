import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import type { Finding } from "../../clusters/finding.ts";
import { findingLines, hasErrors } from "./finding-lines.ts";

const finding = (level: Finding["level"], problem: string): Finding => ({
  level,
  rule: "names",
  unit: "erp",
  problem,
  remedy: "mend it",
  file: "apps/erp.ts",
});

test("findingLines() give one line each, errors first, in their order", () => {
  const findings = [finding("note", "n1"), finding("error", "e1"), finding("note", "n2"), finding("error", "e2")];
  expect(findingLines(findings).map(stripVTControlCharacters)).toEqual([
    "error  Cannot accept erp: e1, mend it in apps/erp.ts (names)",
    "error  Cannot accept erp: e2, mend it in apps/erp.ts (names)",
    "note   Left out erp: n1, mend it in apps/erp.ts (names)",
    "note   Left out erp: n2, mend it in apps/erp.ts (names)",
  ]);
});

test("hasErrors() takes no note for one", () => {
  expect(hasErrors([])).toBe(false);
  expect(hasErrors([finding("note", "n")])).toBe(false);
  expect(hasErrors([finding("note", "n"), finding("error", "e")])).toBe(true);
});
