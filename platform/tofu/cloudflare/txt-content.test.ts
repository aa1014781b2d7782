import { expect, test } from "vitest";
import { txtContent, txtStrings } from "./txt-content.ts";

test("txtContent() puts a short value into one string", () => {
  expect(txtContent("v=spf1 include:zohomail.eu ~all")).toBe('"v=spf1 include:zohomail.eu ~all"');
  expect(txtContent("")).toBe('""');
});

test("txtContent() splits a key of 2048 bits into strings that DNS takes", () => {
  const value = `v=DKIM1; k=rsa; p=${"x".repeat(392)}`;
  expect(txtStrings(txtContent(value))?.map(({ length }) => length)).toEqual([255, 155]);
});

test.each([
  ["255 bytes", "x".repeat(255), 1],
  ["256 bytes", "x".repeat(256), 2],
  ["quotes and backslashes", '"\\" \\" "\\\\', 1],
  ["digits after a backslash", "\\065", 1],
  ["letters of two bytes, one of them torn", `${"x".repeat(254)}é`, 2],
  ["what no keyboard writes", "\u0000\u007f\n", 1],
])("txtContent() keeps %s as txtStrings() reads it", (_, value, count) => {
  const strings = txtStrings(txtContent(value));
  expect(strings).toHaveLength(count);
  expect(Buffer.concat(strings ?? []).toString()).toBe(value);
});

test.each(["", "hello", '"hello', '"a""b"', '"a"  "b"', '"a" b', '"\\"'])(
  "txtStrings() reads nothing from %s",
  content => {
    expect(txtStrings(content)).toBeUndefined();
  },
);
