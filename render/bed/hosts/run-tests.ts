import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { repositoryFolder } from "../../repository.ts";
import { prepare } from "./prepare.ts";
import { clearDeadRuns, clearRun, PACKAGES, RUN_FOLDER, runFolder } from "./run-folder.ts";

/**
 * Runs the tests with hosts (`npm run test:hosts`), in namespaces of their own for network, mounts and processes: when
 * the tests end, however they do, everything that they started ends with them.
 */
function main(files: readonly string[]): number {
  clearDeadRuns();
  const packages = prepare();
  const folder = runFolder(process.pid);
  mkdirSync(folder);
  try {
    const namespaces = ["--net", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"];
    const vitest = [join(repositoryFolder, "node_modules/.bin/vitest"), "run", "--project", "hosts", ...files];
    const env = { ...process.env, [RUN_FOLDER]: folder, [PACKAGES]: packages };
    const words = ["--pdeathsig=KILL", "--", "unshare", ...namespaces, "--", ...vitest];
    return spawnSync("setpriv", words, { stdio: "inherit", env }).status ?? 2;
  } finally {
    clearRun(folder);
  }
}

process.on("SIGINT", () => {}); // the tests get it too, and end
try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
