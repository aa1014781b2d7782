import { expect, test } from "vitest";
import { harmless } from "./harmless.ts";

test.each([
  ["a colour", "\u001b[31mred", "\\u{1b}[31mred"],
  ["a title of the window", "\u001b]0;owned\u0007", "\\u{1b}]0;owned\\u{7}"],
  ["a control of eight bits", "\u009b2J", "\\u{9b}2J"],
  ["a direction turned around", "user\u202enimda", "user\\u{202e}nimda"],
  ["half a letter", "a\ud800b", "a\\u{d800}b"],
  ["more lines than one", "one\r\ntwo\tthree", "one  two three"],
])("harmless() takes %s out, and shows that it was there", (_, text, shown) => {
  expect(harmless(text)).toBe(shown);
});

test.each(["erp.arcodange.lab", "é東🙂", 'a "quoted" <b>text</b> with `ticks`'])(
  "harmless() leaves %j as it is",
  text => {
    expect(harmless(text)).toBe(text);
  },
);
