import { expect, test } from "vitest";
import { columns } from "./columns.ts";

test("columns() are as wide as their widest cell, two blanks apart, without blanks at the end", () => {
  expect(
    columns([
      ["a", "bbb", "c"],
      ["aaaa", "b", ""],
    ]),
  ).toEqual(["a     bbb  c", "aaaa  b"]);
});

test("columns() count what is seen: colour takes no place", () => {
  const red = "\u001b[31maa\u001b[39m";
  expect(
    columns([
      [red, "b"],
      ["aaa", "b"],
    ]),
  ).toEqual([`${red}   b`, "aaa  b"]);
});

test("columns() take rows of different length, and none", () => {
  expect(columns([["a"], ["aaa", "b"]])).toEqual(["a", "aaa  b"]);
  expect(columns([])).toEqual([]);
});
