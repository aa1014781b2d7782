import { execFileSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { program } from "../../program/program.ts";

/** Files and folders of this machine, by the paths at which test hosts see them. */
export type Shared = Readonly<Record<string, string>>;

/** Where test hosts see a program of the bed. */
export function seenAt(part: string): string {
  return `/opt/parts/${part}`;
}

/** The file of a program of the bed; one of the PATH may be a link to elsewhere. */
export function sharePart(part: string): Shared {
  const [file] = program(part);
  const found = file.includes("/") ? file : execFileSync("sh", ["-c", 'command -v "$0"', file], { encoding: "utf8" });
  return { [seenAt(part)]: realpathSync(found.trim()) };
}
