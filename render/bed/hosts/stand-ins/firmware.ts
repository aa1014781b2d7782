import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addUnit } from "./add-unit.ts";

/**
 * The files by which the firmware of a Raspberry Pi starts its kernel, as Raspberry Pi OS has them, and what comes of
 * `cmdline.txt`: at each start its words are what `/proc/cmdline` shows. Why not the real one: a container has the kernel
 * of the machine below it, which was started with the words of that machine.
 *
 * @see https://www.raspberrypi.com/documentation/computers/configuration.html#kernel-command-line-cmdline-txt
 */
export function layOutFirmware(root: string): void {
  const firmware = join(root, "boot/firmware");
  mkdirSync(firmware, { recursive: true });
  writeFileSync(
    join(firmware, "cmdline.txt"),
    "console=tty1 root=PARTUUID=0a0b0c0d-02 rootfstype=ext4 fsck.repair=yes rootwait\n",
  );
  writeFileSync(join(firmware, "config.txt"), "dtparam=audio=on\narm_64bit=1\n\n[all]\n");
  addUnit(root, "test-firmware.service", "sysinit.target", [
    "Description=Stand-in for the firmware of a Raspberry Pi",
    "DefaultDependencies=no",
    "Before=sysinit.target",
    "",
    "[Service]",
    "Type=oneshot",
    "RemainAfterExit=yes",
    "ExecStart=/bin/sh -c 'cp /boot/firmware/cmdline.txt /run/cmdline && mount --bind /run/cmdline /proc/cmdline'",
  ]);
}
