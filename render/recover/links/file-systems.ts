import { attempt } from "../attempt.ts";
import type { Finding, Next } from "../finding.ts";
import type { Link } from "../link.ts";
import type { Recollection } from "../memory.ts";
import type { DiskState } from "../snapshot.ts";

/** Nothing is ever repaired here: what `fsck` throws away is gone. */
export const fileSystems: Link = {
  name: "file systems",
  promise: "Disks of their own are mounted.",
  waitsFor: "disks that start late",
  judge: ({ hosts }, memory) =>
    hosts.flatMap(({ name, seen }) =>
      (seen?.disks ?? []).filter(({ isMounted }) => !isMounted).map(disk => judgeDisk(name, disk, memory)),
    ),
};

function judgeDisk(host: string, disk: DiskState, memory: Recollection): Finding {
  const { label, mountPoint, isPresent } = disk;
  const subject = `disk ${label} of ${host}`;
  return isPresent
    ? { subject, problem: `it is not mounted on ${mountPoint}`, next: mounting(host, disk, memory) }
    : { subject, problem: "no disk has this label", next: missing(subject, host, disk, memory) };
}

function mounting(host: string, { label, mountPoint }: DiskState, memory: Recollection): Next {
  const says = `${label} of ${host} cannot be mounted on ${mountPoint}: see "journalctl -b" there. Make an image of it before any fsck that repairs`;
  return attempt({ kind: "mount", host, mountPoint }, "the disk is there", memory, {
    ask: { id: "disk-not-mountable", about: label, says },
  });
}

function missing(subject: string, host: string, { label }: DiskState, memory: Recollection): Next {
  if (!memory.hasLasted(subject, memory.patience.othersSeconds)) return { wait: "for a disk that starts late" };
  const says = `${host} has no disk "${label}": look at its cable and its supply. What needs it stays down, and makes nothing empty in its place`;
  return { ask: { id: "disk-missing", about: label, says } };
}
