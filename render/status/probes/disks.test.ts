import { expect, test } from "vitest";
import { parseMounts } from "./disks.ts";

test("parseMounts() takes each file system that keeps something once, and knows the full and the read-only ones", () => {
  const printed = [
    "/ ext4 41 59 rw,noatime / /dev/mmcblk0p2",
    "/boot/firmware vfat 13 87 rw,relatime / /dev/mmcblk0p1",
    "/run tmpfs 1 99 rw,nosuid / tmpfs",
    "/var/lib/longhorn ext4 960 40 ro,noatime,errors=remount-ro / /dev/sda",
    "/srv/my\\x20lab xfs 2 98 rw,relatime / /dev/sdb",
    "/var/lib/kubelet/plugins/a/globalmount ext4 60 40 rw / /dev/longhorn/pvc-1",
    "/var/lib/kubelet/pods/b/mount ext4 60 40 rw / /dev/longhorn/pvc-1",
    "/var/lib/kubelet/pods/b/volume-subpaths/c ext4 41 59 ro /var/lib/kubelet/d /dev/mmcblk0p2",
    "/proc/sys/fs/binfmt_misc binfmt_misc 0 0 rw / binfmt_misc",
    "",
  ].join("\n");
  expect(parseMounts(printed)).toEqual([
    { target: "/", usedPercent: 41, isReadOnly: false },
    { target: "/boot/firmware", usedPercent: 13, isReadOnly: false },
    { target: "/var/lib/longhorn", usedPercent: 96, isReadOnly: true },
    { target: "/srv/my lab", usedPercent: 2, isReadOnly: false },
    { target: "/var/lib/kubelet/plugins/a/globalmount", usedPercent: 60, isReadOnly: false },
  ]);
});
