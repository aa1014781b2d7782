import { expect, test } from "vitest";
import { type Piece, snippet } from "./snippet.ts";

function written(pieces: readonly Piece[]): string {
  return pieces.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join("");
}

test("snippet() shows the line with the most of what was asked, and marks it", () => {
  expect(written(snippet("erp is an app\nrestore the data of erp\nother", "restore erp"))).toBe(
    "[restore] the data of [erp]",
  );
});

test("snippet() cuts a long line around the match, at words", () => {
  const line = `${"before ".repeat(60)}Volume ${"after ".repeat(60)}`;
  const shown = written(snippet(line, "volumes"));
  expect(shown).toMatch(/^… (?:before )+\[Volume\] (?:after )*after …$/);
  expect(shown.length).toBeLessThan(200);
});

test("snippet() takes what is typed for words, never for a pattern", () => {
  expect(written(snippet("a (b) c", "(b"))).toBe("a ([b]) c");
  expect(snippet("text", ".*")).toEqual([]);
});
