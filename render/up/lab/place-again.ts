import type { HostAt } from "../host-at.ts";
import { diskFiles, files } from "../steps/files.ts";
import { baseServices } from "../steps/services.ts";

/** The last starts what the others may have brought, such as what makes a host trust the authority. */
const STEPS = [files, diskFiles, baseServices];

/** What of the files of hosts is not as it should be, by the same steps that have placed them before. */
export async function misplaced(hosts: Iterable<HostAt>): Promise<string[]> {
  const found = await Promise.all(
    [...hosts].map(async at => (await faults(at)).map(line => `${at.host.name}: ${line}`)),
  );
  return found.flat();
}

/**
 * Places the files of hosts anew, for somebody has found out what some of them hold. One host after the other: what reads
 * them restarts, and that may be k3s.
 */
export async function placeAgain(hosts: Iterable<HostAt>): Promise<void> {
  for (const at of hosts) {
    for (const step of STEPS) if ((await step.check(at)).length > 0) await step.do(at);
  }
}

async function faults(at: HostAt): Promise<readonly string[]> {
  return (await Promise.all(STEPS.map(step => step.check(at)))).flat();
}
