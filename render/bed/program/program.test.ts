import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { missingPrograms, partsFolder, program, requirePrograms } from "./program.ts";

let folder: string;
let parts: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "program-"));
  parts = join(folder, "parts");
  path = join(folder, "bin");
  for (const name of [parts, path]) mkdirSync(name);
  vi.stubEnv("LAB_PARTS", parts);
  vi.stubEnv("PATH", path);
  writeFileSync(join(path, "git"), "", { mode: 0o755 });
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test("partsFolder() is in the cache of the user when LAB_PARTS names none", () => {
  vi.stubEnv("LAB_PARTS", "");
  vi.stubEnv("XDG_CACHE_HOME", folder);
  expect(partsFolder()).toBe(join(folder, "lab", "parts"));
});

describe("program()", () => {
  test("takes a program of its own name from the folder of parts first", () => {
    writeFileSync(join(parts, "git"), "");
    expect(program("git")).toEqual([join(parts, "git")]);
  });

  test("calls the programs of the control plane by their name in kube", () => {
    writeFileSync(join(parts, "kube"), "");
    expect(program("kube-apiserver")).toEqual([join(parts, "kube"), "kube-apiserver"]);
  });

  test("falls back to PATH, to what can be run there", () => {
    writeFileSync(join(path, "ip"), "", { mode: 0o644 });
    expect(program("git")).toEqual(["git"]);
    expect(missingPrograms(["git", "ip"])).toEqual(["ip"]);
  });

  test("says what is missing, where it looked and what to do", () => {
    expect(() => program("kwok")).toThrow(
      `Cannot start the bed: neither in ${parts}, which LAB_PARTS names, nor on PATH is kwok\n` +
        '  kwok: "npx lab box build" builds it',
    );
  });
});

describe("requirePrograms()", () => {
  test("names every missing program at once, and how to get each", () => {
    const names = ["git", "argocd", "git-verify-wrapper.sh", "traefik", "ip", "redis-server", "no-such-part"];
    expect(() => requirePrograms(names)).toThrow(
      "nor on PATH are argocd, git-verify-wrapper.sh, traefik, ip, redis-server, no-such-part\n" +
        '  argocd, git-verify-wrapper.sh: "npx lab box build" builds them\n' +
        "  traefik: install an official release: https://github.com/traefik/traefik/releases\n" +
        "  ip: install the Debian package iproute2\n" +
        "  redis-server: install the Debian package redis-server\n" +
        "  no-such-part: install it",
    );
  });

  test("is content when none is missing", () => {
    expect(() => requirePrograms(["git"])).not.toThrow();
  });
});
