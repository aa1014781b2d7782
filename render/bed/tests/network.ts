import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clusters } from "../../../clusters/index.ts";
import { VAULT } from "../../../platform/components/vault/api.ts";
import { serviceHost } from "../../../platform/naming.ts";
import { BED_PROGRAMS, FOREIGN_PROGRAMS, TEST_PROGRAMS } from "../bed-programs.ts";
import { requirePrograms } from "../program/program.ts";

/**
 * Gives the network and mount namespace that these tests run in the addresses of the lab's nodes, and the names of what
 * runs outside of k3s and of Vault's Service, so that the committed tree means the bed's own servers. vitest calls it
 * once, before every test; whoever starts the tests has made the namespaces (`npm run test:lab`).
 *
 * @throws {Error} when it runs in the machine's own network, and when a program is missing that any of the tests needs
 */
export function setup(): void {
  if (existsNetwork()) {
    throw new Error("Cannot test the lab in this machine's own network: start the tests with npm run test:lab");
  }
  requirePrograms([...BED_PROGRAMS, ...TEST_PROGRAMS, ...FOREIGN_PROGRAMS]);
  const [cluster] = clusters;
  if (cluster === undefined) throw new Error("Cannot test the lab: clusters/index.ts lists no cluster");
  run("ip", "link", "set", "lo", "up");
  for (const { address } of Object.values(cluster.nodes)) run("ip", "address", "add", `${address}/32`, "dev", "lo");

  const folder = mkdtempSync(join(tmpdir(), "bed-hosts-"));
  const hosts = join(folder, "hosts");
  const { address } = cluster.nodes[cluster.gitea.node] as { address: string };
  const vault = serviceHost(VAULT.name, VAULT.namespace);
  writeFileSync(hosts, `127.0.0.1 localhost ${vault}\n${address} ${cluster.gitea.host}\n`);
  run("mount", "--bind", hosts, "/etc/hosts");
  rmSync(folder, { recursive: true }); // what is mounted stays, without a name
}

/** Whether an interface other than lo is there. */
function existsNetwork(): boolean {
  const interfaces = readFileSync("/proc/net/dev", "utf8").split("\n").slice(2, -1);
  return interfaces.some(line => !line.trim().startsWith("lo:"));
}

function run(file: string, ...words: string[]): void {
  execFileSync(file, words, { stdio: ["ignore", "ignore", "inherit"] });
}
