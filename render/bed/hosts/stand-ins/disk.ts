import { execFileSync } from "node:child_process";
import { closeSync, copyFileSync, ftruncateSync, mkdirSync, openSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { addUnit } from "./add-unit.ts";

/**
 * A disk, empty as from the shop: a loop device of this machine over a file. Why not a real one: there is none to format.
 * It has a size and a device number like any other, and takes file systems; it has no serial number.
 *
 * @returns its device: `/dev/loop3`
 */
export function attachDisk(file: string, mebibytes: number): string {
  const disk = openSync(file, "w");
  ftruncateSync(disk, mebibytes * 1024 * 1024);
  closeSync(disk);
  return execFileSync("losetup", ["--find", "--show", file], { encoding: "utf8" }).trim();
}

export function detachDisk(device: string): void {
  execFileSync("losetup", ["--detach", device]);
}

/** Disks get their names by `disk-names.py`, before anything is mounted. */
export function nameDisks(root: string): void {
  const program = "/usr/lib/test/disk-names.py";
  mkdirSync(join(root, "usr/lib/test"), { recursive: true });
  copyFileSync(fileURLToPath(new URL("disk-names.py", import.meta.url)), join(root, program));
  addUnit(root, "test-disk-names.service", "local-fs-pre.target", [
    "Description=Stand-in for udev",
    "DefaultDependencies=no",
    "Before=local-fs-pre.target",
    "Wants=local-fs-pre.target",
    "",
    "[Service]",
    "Type=notify",
    `ExecStart=/usr/bin/python3 ${program}`,
    "Restart=always",
  ]);
}
