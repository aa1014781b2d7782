import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync } from "node:fs";
import { basename, join } from "node:path";
import { RUN_FOLDER } from "./run-folder.ts";

/** Authorities that a person has added; not every machine has the folder. */
const AUTHORITIES = "/usr/local/share/ca-certificates";

/** Where a machine keeps names that it knows by itself, and whom it trusts. */
const PLACES = ["/etc/hosts", "/etc/ssl/certs", AUTHORITIES];

/**
 * Lets a test change whom this machine trusts, and which names it knows, as a person would: in copies that only the
 * namespaces of the run see.
 *
 * @returns what puts everything back
 */
export function giveOwnTrust(): () => void {
  const folder = mkdtempSync(join(process.env[RUN_FOLDER] as string, "trust-"));
  mkdirSync(AUTHORITIES, { recursive: true });
  for (const place of PLACES) {
    const copy = join(folder, basename(place));
    cpSync(place, copy, { recursive: true, verbatimSymlinks: true });
    execFileSync("mount", ["--bind", copy, place]);
  }
  return () => void execFileSync("umount", PLACES);
}

/** Runs commands that `lab` tells a person to run, who is root here already. */
export function runAsTold(commands: string, folder: string): void {
  execFileSync("sh", ["-euc", `sudo() { "$@"; }\n${commands}`], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
}
