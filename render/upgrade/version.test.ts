import { expect, test } from "vitest";
import { compareVersions, parseVersion } from "./version.ts";

test.each([
  ["v1.36.3+k3s1", { major: 1, minor: 36, patch: 3 }],
  ["2.0.4", { major: 2, minor: 0, patch: 4 }],
  ["24.12.6.70-alpine", { major: 24, minor: 12, patch: 6 }],
  ["8-alpine", { major: 8, minor: 0, patch: 0 }],
  ["17", { major: 17, minor: 0, patch: 0 }],
  ["v1.25.2-p0", { major: 1, minor: 25, patch: 2 }],
  ["2026.07.2", { major: 2026, minor: 7, patch: 2 }],
])("parseVersion() takes %s apart", (text, version) => {
  expect(parseVersion(text)).toEqual(version);
});

test.each(["latest", "", "v", "1.x", "main-1.2.3", "1.2.3 "])("parseVersion() refuses %j", text => {
  expect(parseVersion(text)).toBeUndefined();
});

test("compareVersions() goes by number, not by digit", () => {
  const [nine, ten] = [parseVersion("v1.9.0"), parseVersion("v1.10.0")];
  if (nine === undefined || ten === undefined) throw new Error("these are versions");
  expect(compareVersions(nine, ten)).toBeLessThan(0);
  expect(compareVersions(ten, nine)).toBeGreaterThan(0);
  expect(compareVersions(ten, ten)).toBe(0);
});
