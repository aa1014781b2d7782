import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { program } from "./program.ts";

let parts: string;

beforeEach(() => {
  parts = mkdtempSync(join(tmpdir(), "parts-"));
  vi.stubEnv("LAB_PARTS", parts);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(parts, { recursive: true });
});

test("program() takes a program of its own name from LAB_PARTS first", () => {
  writeFileSync(join(parts, "git"), "");
  expect(program("git")).toEqual([join(parts, "git")]);
});

test("program() calls the programs of the control plane by their name in kube", () => {
  writeFileSync(join(parts, "kube"), "");
  expect(program("kube-apiserver")).toEqual([join(parts, "kube"), "kube-apiserver"]);
});

test("program() falls back to PATH", () => {
  expect(program("git")).toEqual(["git"]);
});

test("program() says what is missing, where it looked and what to do", () => {
  expect(() => program("no-such-part")).toThrow(
    `no-such-part is neither in the folder that LAB_PARTS names (${parts})`,
  );
});
