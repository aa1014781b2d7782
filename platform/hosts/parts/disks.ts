import type { DiskUse } from "../../../clusters/lab.ts";
import { longhornPrerequisites } from "../../components/longhorn/node-prerequisites.ts";
import type { HostPart } from "../host.ts";
import type { Machine, PartOf } from "../machine.ts";
import { mountUnitName, unitNameOf } from "../unit-names.ts";

/** Where each disk is mounted; on a machine without one for this use, a folder of the system's disk. */
export const MOUNT_POINTS: Readonly<Record<DiskUse, string>> = {
  longhorn: longhornPrerequisites.dataFolder,
  services: "/srv/lab",
};

/** Name of the empty file by which one sees that a mount point has its disk: it is made when the disk is formatted. */
export const DISK_MARKER = ".lab-disk";

/**
 * Disks of their own, by the label of their file system, and what keeps them from being taken for the system's.
 *
 * A disk that comes late, or not at all, must not leave an empty folder in its place that a database or Longhorn fills: so
 * the mount point is immutable while nothing is mounted on it, to root as well, and who starts asks for `.lab-disk`. k3s
 * does start without its Longhorn disk, so that the node's other pods run: Longhorn's manager finds a folder into which it
 * cannot write, says that the disk is not ready, and takes it again when it is mounted.
 *
 * Nothing waits for the disk when the machine starts but what names its mount point in `RequiresMountsFor=`. A disk that is
 * found later is mounted then, by its device.
 *
 * Folders and files below a mount point can be made only once its disk is mounted.
 *
 * @see https://www.freedesktop.org/software/systemd/man/latest/systemd.mount.html
 */
export const disks: PartOf = machine => {
  const ofNode = machine.node.disks.map(ownDisk);
  const shared = usesOf(machine).filter(use => !machine.node.disks.includes(use));
  return {
    disks: ofNode.flatMap(part => part.disks ?? []),
    folders: shared.map(use => ({ path: MOUNT_POINTS[use] })),
    files: [
      ...ofNode.flatMap(part => part.files ?? []),
      ...shared.map(use => ({ path: `${MOUNT_POINTS[use]}/${DISK_MARKER}`, content: "" })),
    ],
    units: ofNode.flatMap(part => part.units ?? []),
  };
};

/** What data lies on a machine: volumes on each, and that of services beside the cluster where one of them runs. */
function usesOf({ cluster: { gitea, postgres, stepCa, pihole }, name }: Machine): DiskUse[] {
  const hasServices = [gitea, postgres, stepCa, pihole].some(({ node }) => node === name);
  return hasServices ? ["longhorn", "services"] : ["longhorn"];
}

function ownDisk(use: DiskUse): HostPart {
  const mountPoint = MOUNT_POINTS[use];
  const label = `lab-${use}`;
  const mount = mountUnitName(mountPoint);
  const guard = `lab-guard-${use}.service`;
  return {
    disks: [{ label, fileSystem: "ext4", mountPoint }],
    files: [
      { path: `/etc/systemd/system/${guard}`, content: guardUnit(mountPoint, mount) },
      { path: `/etc/systemd/system/${mount}`, content: mountUnit(label, mountPoint, guard) },
    ],
    units: [
      { name: guard, stage: "base" },
      { name: mount, stage: "base" },
    ],
  };
}

/** The mark stays on the folder below the mount, so that once is enough; each start makes sure of it. */
function guardUnit(mountPoint: string, mount: string): string {
  return `[Unit]
Description=Nothing is written to ${mountPoint} while its disk is away
DefaultDependencies=no
After=systemd-remount-fs.service
Before=${mount}
Conflicts=shutdown.target
Before=shutdown.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sh -c 'mountpoint --quiet ${mountPoint} || { mkdir -p ${mountPoint} && chattr +i ${mountPoint}; }'

[Install]
WantedBy=local-fs.target
`;
}

/** By `nofail` it does not hold up the start of the machine. A file system with errors is mounted to be read only. */
function mountUnit(label: string, mountPoint: string, guard: string): string {
  const device = `/dev/disk/by-label/${label}`;
  const check = `systemd-fsck@${unitNameOf(device)}.service`;
  return `[Unit]
Description=Disk "${label}"
Wants=${guard} ${check}
After=${guard} ${check}

[Mount]
What=${device}
Where=${mountPoint}
Type=ext4
Options=noatime,nofail,errors=remount-ro

[Install]
WantedBy=local-fs.target ${unitNameOf(device)}.device
`;
}
