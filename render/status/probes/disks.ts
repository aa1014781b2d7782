import type { HostAt } from "../../up/host-at.ts";
import { onEachHost } from "../on-each-host.ts";
import type { Probe, Trouble } from "../probe.ts";

const NEARLY_FULL_PERCENT = 85;
const FULL_PERCENT = 95;

const LOOK =
  "findmnt --real --bytes --nofsroot --noheadings --raw --output TARGET,FSTYPE,USED,AVAIL,OPTIONS,FSROOT,SOURCE";

/** Every disk of its own is mounted, and no file system is full or can only be read. */
export const disks: Probe = {
  name: "disks",
  limitSeconds: 20,
  look: lab => onEachHost(lab, disksOf),
};

async function disksOf({ host, remote }: HostAt): Promise<Trouble[]> {
  const printed = await remote.run(LOOK, { timeoutSeconds: 15 });
  const mounts = parseMounts(printed);
  const missing = host.disks.filter(({ mountPoint }) => !mounts.some(({ target }) => target === mountPoint));
  return [
    ...missing.map(({ label, mountPoint }) => ({
      level: "down" as const,
      subject: `disk ${label} of ${host.name}`,
      problem: `nothing is mounted at ${mountPoint}`,
      helps: `plug it in, then: npx lab recover`,
    })),
    ...mounts.flatMap(mount => troubleOf(host.name, mount)),
  ];
}

interface Mount {
  readonly target: string;
  readonly usedPercent: number;
  readonly isReadOnly: boolean;
}

/**
 * File systems that keep something, each once, from what findmnt prints:
 * `/var/lib/longhorn ext4 734003200 314572800 rw,noatime / /dev/sda1`. A folder that is mounted elsewhere, as containers do it, is none.
 */
export function parseMounts(printed: string): Mount[] {
  return printed
    .split("\n")
    .map(line => line.split(" "))
    .filter(([, type = "", , , , root]) => /^(ext[234]|xfs|btrfs|vfat|f2fs)$/.test(type) && root === "/")
    .filter(([, , , , , , source], index, all) => all.findIndex(other => other[6] === source) === index)
    .map(([target = "", , used, free, options = ""]) => ({
      target: target.replaceAll("\\x20", " "),
      usedPercent: Math.round((100 * Number(used)) / (Number(used) + Number(free))),
      isReadOnly: options.split(",").includes("ro"),
    }));
}

function troubleOf(host: string, { target, usedPercent, isReadOnly }: Mount): Trouble[] {
  const subject = `${target} of ${host}`;
  if (isReadOnly) {
    const helps = `look at "dmesg" there, check the disk, then: npx lab recover`;
    return [{ level: "down", subject, problem: "it can only be read, as after an error of its disk", helps }];
  }
  if (usedPercent < NEARLY_FULL_PERCENT) return [];
  const level = usedPercent >= FULL_PERCENT ? "down" : "warning";
  return [
    { level, subject, problem: `${usedPercent} % of it is used`, helps: `find what takes it: du -xsh ${target}/*` },
  ];
}
