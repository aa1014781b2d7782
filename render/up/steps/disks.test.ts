import { platform } from "node:process";
import { describe, expect, test } from "vitest";
import { Danger } from "../danger.ts";
import type { BlockDevice } from "../found-disks.ts";
import { type HostHere, hostHere } from "../testing/host-here.ts";
import { disks } from "./disks.ts";

const DISK = { label: "lab-services", fileSystem: "ext4" as const, mountPoint: "/srv/lab" };

interface Machine {
  readonly devices: readonly Partial<BlockDevice>[];
  /** What `blkid` finds by the label. */
  readonly labelled?: string;
  /** What `findmnt` shows at the mount point. */
  readonly mounted?: string;
}

/** A host with stand-ins for the programs that look at disks, and for those that change them, which do nothing. */
function hostWith({ devices, labelled = "", mounted = "" }: Machine, answer?: string): HostHere & { asked: string[] } {
  const on = hostHere({ disks: [DISK] });
  const asked: string[] = [];
  const blockdevices = devices.map(one => ({
    type: "disk",
    size: 1e12,
    model: null,
    serial: null,
    tran: null,
    ro: false,
    ...one,
  }));
  on.write("/etc/lab/lsblk.json", JSON.stringify({ blockdevices }));
  on.program("blkid", labelled && `echo ${labelled}`);
  on.program("findmnt", mounted && `echo ${mounted}`);
  on.program("lsblk", `case "$*" in *--json*) cat ${on.path("/etc/lab/lsblk.json")};; *SERIAL*) echo S1;; esac`);
  for (const program of ["wipefs", "mkfs.ext4", "udevadm"]) on.program(program);
  const ask = async (question: string) => {
    asked.push(question);
    return answer;
  };
  return { ...on, asked, ask };
}

const formatted = (on: HostHere) => on.calls().filter(call => call.startsWith("mkfs"));

describe.skipIf(platform !== "linux")("disks", () => {
  test("that are mounted and marked are done", async () => {
    const on = hostWith({ devices: [], labelled: "/dev/sda", mounted: "/dev/sda" });
    on.write("/srv/lab/.lab-disk", "");
    expect(await disks.check(on)).toEqual([]);
  });

  test.each([
    ["not there", { devices: [] }, 'no disk has the label "lab-services"'],
    [
      "there twice",
      { devices: [], labelled: "/dev/sda /dev/sdb" },
      '/dev/sda and /dev/sdb both have the label "lab-services"',
    ],
    ["not mounted", { devices: [], labelled: "/dev/sda" }, 'disk "lab-services" is not mounted at /srv/lab'],
    [
      "not the mounted one",
      { devices: [], labelled: "/dev/sda", mounted: "/dev/sdb" },
      "/dev/sdb is mounted at /srv/lab, in place",
    ],
    [
      "without a marker",
      { devices: [], labelled: "/dev/sda", mounted: "/dev/sda" },
      'disk "lab-services" has no .lab-disk',
    ],
  ])("that are %s are named", async (_, machine, line) => {
    expect((await disks.check(hostWith(machine)))[0]).toContain(line);
  });

  test("that have their label are mounted and never formatted, and marked when they hold nothing", async () => {
    const on = hostWith({ devices: [], labelled: "/dev/sda" });
    await disks.do(on);
    expect(on.calls()).toContain("systemctl start srv-lab.mount");
    expect(on.read("/srv/lab/.lab-disk")).toBe("");
    expect(formatted(on)).toEqual([]);
    expect(on.asked).toEqual([]);
  });

  test("that are away are not replaced, for they hold the data", async () => {
    const on = hostWith({ devices: [{ path: "/dev/null", serial: "S1" }] }, "S1");
    on.write("/var/lib/lab/disks/lab-services", "");
    await expect(disks.do(on)).rejects.toThrow('its disk "lab-services" was here before and is away');
    expect(on.asked).toEqual([]);
  });

  test("with the same label are not mounted, for one of them is the wrong one", async () => {
    const on = hostWith({ devices: [], labelled: "/dev/sda /dev/sdb" });
    await expect(disks.do(on)).rejects.toThrow("take the wrong one away");
    expect(on.calls().some(call => call.startsWith("systemctl"))).toBe(false);
  });

  test("with files and without a marker are not taken for ours", async () => {
    const on = hostWith({ devices: [], labelled: "/dev/sda" });
    on.write("/srv/lab/photos/1.jpg", "");
    await expect(disks.do(on)).rejects.toThrow("has files and no /srv/lab/.lab-disk");
  });

  test("are not formatted where nobody can be asked, and one sees what would be", async () => {
    const on = hostWith({ devices: [{ path: "/dev/null", serial: "S1" }] });
    await expect(disks.do(on)).rejects.toThrow(Danger);
    expect(formatted(on)).toEqual([]);
  });

  test("are not made of a disk that holds anything, whatever is typed", async () => {
    const on = hostWith({ devices: [{ path: "/dev/sda", serial: "S1", children: [], mountpoints: ["/"] }] }, "S1");
    await expect(disks.do(on)).rejects.toThrow("it has none that holds nothing");
    expect(on.asked).toEqual([]);
    expect(formatted(on)).toEqual([]);
  });
});
