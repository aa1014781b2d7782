import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { upstreamFolder } from "./upstream-folder.ts";

afterEach(() => vi.unstubAllEnvs());

test("upstreamFolder() prefers the folder that is named to that of UPSTREAM_DIR", () => {
  vi.stubEnv("UPSTREAM_DIR", join(tmpdir(), "gone"));
  expect(upstreamFolder(tmpdir())).toEqual({ folder: tmpdir() });
  vi.stubEnv("UPSTREAM_DIR", tmpdir());
  expect(upstreamFolder(undefined)).toEqual({ folder: tmpdir() });
});

test("upstreamFolder() refuses a folder that is named and does not exist", () => {
  const gone = join(tmpdir(), "gone");
  expect(() => upstreamFolder(gone)).toThrow(`there is no folder "${gone}"`);
  vi.stubEnv("UPSTREAM_DIR", gone);
  expect(() => upstreamFolder(undefined)).toThrow(`there is no folder "${gone}"`);
});
