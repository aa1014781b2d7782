import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let folder: string;

/** Programs of the image, as far as the script is concerned: `step` makes a key that is another one each time. */
const STEP = `#!/bin/sh
mkdir -p "$STEPPATH/certs"
echo half >"$STEPPATH/certs/root_ca.crt"
if [ -n "\${CUT_OFF:-}" ]; then exit 1; fi
echo "whole $$" >"$STEPPATH/certs/root_ca.crt"
`;
const STEP_CA = `#!/bin/sh
echo "$*"
`;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "step-ca-"));
  mkdirSync(join(folder, "bin"));
  mkdirSync(join(folder, "data"));
  writeFileSync(join(folder, "bin", "step"), STEP, { mode: 0o755 });
  writeFileSync(join(folder, "bin", "step-ca"), STEP_CA, { mode: 0o755 });
});

afterEach(() => rmSync(folder, { recursive: true }));

test("step-ca's start makes the authority once, and answers for the same one ever after", () => {
  expect(start()).toMatchObject({ status: 0, stdout: expect.stringContaining("--resolver 192.168.1.201:53") });
  const root = readRoot();
  expect(root).toMatch(/^whole/);
  expect(start().status).toBe(0);
  expect(readRoot()).toBe(root);
});

test("step-ca's start takes nothing for an authority that was cut off in the making", () => {
  expect(start({ CUT_OFF: "1" }).status).not.toBe(0);
  expect(existsSync(join(folder, "data", "authority"))).toBe(false);
  expect(start().status).toBe(0);
  expect(readRoot()).toMatch(/^whole/);
});

function start(environment: Readonly<Record<string, string>> = {}) {
  const text = readFileSync(new URL("start.sh", import.meta.url), "utf8");
  const script = text.replace("data=/var/lib/step-ca", `data=${join(folder, "data")}`);
  const env = {
    ...environment,
    PATH: `${join(folder, "bin")}:${process.env.PATH}`,
    AUTHORITY: "home.lab",
    RESOLVER: "192.168.1.201:53",
  };
  return spawnSync("dash", ["-c", script], { env, encoding: "utf8" });
}

function readRoot(): string {
  return readFileSync(join(folder, "data", "authority", "certs", "root_ca.crt"), "utf8");
}
