import { expect, test } from "vitest";
import { errorLines } from "./error-lines.ts";

test("errorLines() shows the last lines, indented, without empty ones", () => {
  const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`);
  expect(errorLines(`${lines.join("\n\n")}\n`, undefined)).toBe(
    lines
      .slice(-20)
      .map(line => `\n  ${line}`)
      .join(""),
  );
});

test("errorLines() hides lines and long words of what was given", () => {
  const given = "postgres://lab:9f8e7d6c5b4a@host/db\ntop: short\n";
  expect(errorLines('syntax error near "top: short"', given)).toBe('\n  syntax error near "…"');
  expect(errorLines("password 9f8e7d6c5b4a is too weak", given)).toBe("\n  password … is too weak");
});

test("errorLines() leaves short words of what was given: they are of the language", () => {
  expect(errorLines("no such host", "host\n")).toBe("\n  no such host");
});
