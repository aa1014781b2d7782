import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What the stand-in of Docker runs in place of a container's image. */
export interface Image {
  /** Programs of the bed in it, which test hosts see at `/opt/parts/<name>`. */
  readonly parts: readonly string[];
  /**
   * Makes its folder, which test hosts see at `/opt/images/<name>`:
   *
   * - `bin`, which the container sees at `/usr/local/bin`
   * - `passwd`, its accounts
   * - `environment`, variables of the image, `NAME=value` a line; may be missing
   */
  readonly layOut: (folder: string) => void;
}

/** Writes a program of an image: a line of sh, or more. */
export function writeProgram(file: string, ...lines: readonly string[]): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, ["#!/bin/sh", ...lines, ""].join("\n"));
  chmodSync(file, 0o755);
}

/** Writes the accounts of an image: root, and the one that its service runs as. */
export function writeAccounts(image: string, name: string, numbers: string): void {
  mkdirSync(image, { recursive: true });
  writeFileSync(join(image, "passwd"), `root:x:0:0::/:/bin/sh\n${name}:x:${numbers}::/:/bin/sh\n`);
}

export function writeEnvironment(image: string, variables: Readonly<Record<string, string>>): void {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  writeFileSync(join(image, "environment"), lines.join(""));
}
