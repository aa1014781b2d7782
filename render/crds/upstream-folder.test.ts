import { existsSync } from "node:fs";
import { afterEach, expect, test, vi } from "vitest";
import { upstreamFolder } from "./upstream-folder.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("upstreamFolder() is what UPSTREAM_DIR names, be it there or not", () => {
  vi.stubEnv("UPSTREAM_DIR", "/nowhere/upstream");
  expect(upstreamFolder()).toBe("/nowhere/upstream");
});

test.each([undefined, ""])("upstreamFolder() is beside the repository without UPSTREAM_DIR (%j), or nowhere", value => {
  vi.stubEnv("UPSTREAM_DIR", value);
  const folder = upstreamFolder();
  expect(folder === undefined || existsSync(folder)).toBe(true);
});
