import { expect, test } from "vitest";
import { refuseVersion } from "./new-version.ts";

test.each([
  ["v3.5.1", "newest", 'that is no version, write one like "v3.5.1"'],
  ["v3.5.1", "v3.5.1", "that is the version which is pinned"],
  ["v3.5.1", "3.6.0", 'there is no such version, write "v3.6.0"'],
  ["2.0.4", "v2.0.5", 'there is no such version, write "2.0.5"'],
])("refuseVersion() refuses, after %s, %s", (from, to, problem) => {
  expect(() => refuseVersion("web", from, to)).toThrow(`Cannot compare "web" ${from} with "${to}": ${problem}`);
});

test("refuseVersion() lets a version pass that is written as the pinned one", () => {
  expect(() => refuseVersion("web", "v3.5.1", "v3.6.0-rc1")).not.toThrow();
});
