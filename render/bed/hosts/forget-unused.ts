import { readdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Long enough that no run, of this checkout or another, is at work with what is removed. */
const KEPT_MILLISECONDS = 7 * 24 * 60 * 60 * 1000;

/** Removes the folders whose path begins so, and which nobody has used for a week: who uses one gives it the time of now. */
export function forgetUnused(prefix: string): void {
  const oldest = Date.now() - KEPT_MILLISECONDS;
  for (const name of readdirSync(dirname(prefix)).filter(name => name.startsWith(basename(prefix)))) {
    const folder = join(dirname(prefix), name);
    if (statSync(folder).mtimeMs < oldest) rmSync(folder, { recursive: true, force: true });
  }
}
