import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { repositoryFolder } from "../../repository.ts";
import { RUN_FOLDER } from "./run-folder.ts";

/** The bridge, on which this process is the router of the hosts' network. */
export const BRIDGE = "lab";
export const ROUTER = "192.168.1.1";

/**
 * Makes the network of the hosts in the namespaces that these tests run in, and lets nothing of this machine's account
 * into them: no key, no known host, no temporary file. vitest calls it once, before every test; `run-tests.ts` has made the namespaces.
 *
 * @throws {Error} when it runs in the machine's own network
 */
export function setup(): void {
  const runFolder = process.env[RUN_FOLDER];
  if (runFolder === undefined || existsNetwork()) {
    throw new Error("Cannot test hosts in this machine's own network: start the tests with npm run test:hosts");
  }
  run("ip", "link", "set", "lo", "up");
  run("ip", "link", "add", BRIDGE, "type", "bridge", "forward_delay", "0");
  run("ip", "address", "add", `${ROUTER}/24`, "dev", BRIDGE);
  run("ip", "link", "set", BRIDGE, "up");
  replaceTemporaryFiles(runFolder);
  for (const folder of ["/run/systemd", join(homedir(), ".ssh")]) {
    mkdirSync(folder, { recursive: true });
    run("mount", "-t", "tmpfs", "-o", "mode=0700", "tmpfs", folder);
  }
}

/** What is killed leaves its temporary files in the folder of the run. A checkout among those of the machine stays in sight. */
function replaceTemporaryFiles(runFolder: string): void {
  const [temporary, checkout] = ["tmp", "checkout"].map(name => join(runFolder, name)) as [string, string];
  for (const folder of [temporary, checkout]) mkdirSync(folder);
  chmodSync(temporary, 0o1777);
  run("mount", "--bind", repositoryFolder, checkout);
  run("mount", "--bind", temporary, "/tmp");
  if (existsSync(repositoryFolder)) return;
  mkdirSync(repositoryFolder, { recursive: true });
  run("mount", "--bind", checkout, repositoryFolder);
}

function existsNetwork(): boolean {
  const interfaces = readFileSync("/proc/net/dev", "utf8").split("\n").slice(2, -1);
  return interfaces.some(line => !line.trim().startsWith("lo:"));
}

function run(file: string, ...words: string[]): void {
  execFileSync(file, words, { stdio: ["ignore", "ignore", "inherit"] });
}
