import { describe, expect, test } from "vitest";
import { type BlockDevice, diskLine, nameOf, wholeDisks } from "./found-disks.ts";

const device = (changes: Partial<BlockDevice> = {}): BlockDevice => ({
  path: "/dev/sda",
  type: "disk",
  size: 1_000_204_886_016,
  model: "Samsung T7 ",
  serial: "S5T1",
  tran: "usb",
  ro: false,
  mountpoints: [null],
  ...changes,
});
const found = (changes: Partial<BlockDevice>, signatures: string[] = []) =>
  wholeDisks([device(changes)], new Map([[changes.path ?? "/dev/sda", signatures]]));
const taken = (changes: Partial<BlockDevice>, signatures: string[] = []) => found(changes, signatures)[0]?.taken;

describe("wholeDisks()", () => {
  test("offers a disk that holds nothing", () => {
    expect(taken({})).toBeUndefined();
  });

  test.each([
    ["a file system", {}, ["ext4"], "holds ext4"],
    ["a table of partitions", {}, ["dos", "PMBR"], "holds dos, PMBR"],
    ["a mount", { mountpoints: ["/"] }, [], "is mounted at /"],
    [
      "a mount of a part",
      { children: [device({ path: "/dev/sda1", mountpoints: ["/boot"] })] },
      [],
      "is mounted at /boot",
    ],
    ["a part", { children: [device({ path: "/dev/sda1" })] }, [], "has /dev/sda1"],
    ["a switch against writing", { ro: true }, [], "is read-only"],
  ])("never offers a disk with %s", (_, changes, signatures, why) => {
    expect(taken(changes, signatures)).toBe(why);
  });

  test.each([
    ["volume of Longhorn, which is empty when it is new", { tran: "iscsi" }],
    ["volume of Longhorn, known by its model", { model: "VIRTUAL-DISK", tran: null }],
    ["disk in memory", { path: "/dev/zram0" }],
    ["part of a disk", { type: "part" }],
    ["reader without a card", { size: 0 }],
  ])("does not see a %s", (_, changes) => {
    expect(found(changes)).toEqual([]);
  });

  test("does not see a device that has no file in /dev", () => {
    expect(wholeDisks([device()], new Map())).toEqual([]);
  });
});

describe("nameOf()", () => {
  const disks = (...all: Partial<BlockDevice>[]) =>
    wholeDisks(all.map(device), new Map(all.map(({ path = "/dev/sda" }) => [path, []])));

  test("is the serial number", () => {
    const all = disks({}, { path: "/dev/sdb", serial: "S5T2" });
    expect(all.map(disk => nameOf(disk, all))).toEqual(["S5T1", "S5T2"]);
  });

  test("is the device where two disks tell the same number, or one tells none", () => {
    const all = disks({}, { path: "/dev/sdb" }, { path: "/dev/loop0", serial: null });
    expect(all.map(disk => nameOf(disk, all))).toEqual(["/dev/sda", "/dev/sdb", "/dev/loop0"]);
  });
});

test("diskLine() shows what a person knows a disk by", () => {
  const [disk] = found({});
  expect(disk && diskLine(disk)).toBe("/dev/sda  Samsung T7  1000 GB  serial S5T1");
});
