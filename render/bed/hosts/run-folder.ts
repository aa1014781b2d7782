import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";

/** Variable by which the tests know the folder of their run. */
export const RUN_FOLDER = "LAB_TEST_HOSTS";

/** Variable by which they know the folder of the packages. */
export const PACKAGES = "LAB_TEST_HOSTS_PACKAGES";

/** Not `/tmp`, which the tests have one of their own of. */
const RUNS = "/var/tmp";
const PREFIX = "lab-hosts-";

/** Folder of the run of one process, where everything of its hosts lies; its name is that of their control groups too. */
export function runFolder(pid: number): string {
  return join(RUNS, `${PREFIX}${pid}`);
}

/** Takes away what no namespace takes along when a run ends: its folder, loop devices and control groups. */
export function clearRun(folder: string): void {
  for (const device of loopDevicesOf(folder)) execFileSync("losetup", ["--detach", device]);
  for (const group of controlGroupRoots()) removeGroups(join(group, basename(folder)));
  rmSync(folder, { recursive: true, force: true });
}

/** Clears the runs that were killed before they could. */
export function clearDeadRuns(): void {
  const names = readdirSync(RUNS).filter(name => new RegExp(`^${PREFIX}\\d+$`).test(name));
  const dead = names.filter(name => !existsSync(`/proc/${name.slice(PREFIX.length)}`));
  for (const name of dead) clearRun(join(RUNS, name));
}

/**
 * Where systemd keeps its control groups: one hierarchy, or beside the old ones its own and that of version 2.
 *
 * @see https://systemd.io/CGROUP_DELEGATION/#three-different-tree-setups
 */
export function controlGroupRoots(): string[] {
  const root = "/sys/fs/cgroup";
  if (hasUnifiedControlGroups()) return [root];
  return ["systemd", "unified"].map(name => join(root, name)).filter(path => existsSync(path));
}

export function hasUnifiedControlGroups(): boolean {
  return existsSync("/sys/fs/cgroup/cgroup.controllers");
}

function loopDevicesOf(folder: string): string[] {
  const output = execFileSync("losetup", ["--list", "--noheadings", "--output", "NAME,BACK-FILE"], {
    encoding: "utf8",
  });
  const rows = output.split("\n").map(line => line.trim().split(/\s+/));
  return rows.flatMap(([device, file]) => (device && file?.startsWith(`${folder}/`) ? [device] : []));
}

function removeGroups(group: string): void {
  if (!existsSync(group)) return;
  for (const entry of readdirSync(group, { withFileTypes: true })) {
    if (entry.isDirectory()) removeGroups(join(group, entry.name));
  }
  rmdirSync(group);
}
