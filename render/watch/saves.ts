import { readdirSync, statSync, watch } from "node:fs";
import { join } from "node:path";

/** Editors save in several steps; this waits for the last one. */
const SETTLE_MILLISECONDS = 10;

/**
 * Files that are saved below some folders, in bursts as editors save them; never ends. None is missed from the moment
 * of the call.
 *
 * Watches folders, not files: an editor that writes a new file and renames it over the old one would be lost with the
 * old file.
 */
export function saves(folders: readonly string[]): AsyncGenerator<ReadonlySet<string>> {
  const noticed: Noticed = { files: new Set(), wake: () => {} };
  for (const folder of folders) {
    watchFolder(folder, file => {
      noticed.files.add(file);
      noticed.wake();
    });
  }
  return bursts(noticed);
}

interface Noticed {
  files: Set<string>;
  wake: () => void;
}

async function* bursts(noticed: Noticed): AsyncGenerator<ReadonlySet<string>> {
  for (;;) {
    if (noticed.files.size === 0) await new Promise<void>(resolve => (noticed.wake = resolve));
    await new Promise(resolve => setTimeout(resolve, SETTLE_MILLISECONDS));
    const saved = noticed.files;
    noticed.files = new Set();
    yield saved;
  }
}

function watchFolder(folder: string, notice: (file: string) => void): void {
  const watcher = watch(folder, (_, name) => {
    if (name === null) return;
    const path = join(folder, name);
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return notice(path);
    unlessGone(() => {
      watchFolder(path, notice);
      for (const file of readdirSync(path, { recursive: true, encoding: "utf8" })) notice(join(path, file)); // it came with them
    });
  });
  watcher.on("error", () => watcher.close()); // its folder is gone
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) unlessGone(() => watchFolder(join(folder, entry.name), notice));
  }
}

/** A folder may be gone before anybody looks into it, as when git goes from branch to branch. */
function unlessGone(look: () => void): void {
  try {
    look();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
