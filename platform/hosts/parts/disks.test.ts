import { expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { DiskUse } from "../../../clusters/lab.ts";
import { disks, MOUNT_POINTS } from "./disks.ts";

const on = (name: "pi1" | "pi2" | "pi3", uses: readonly DiskUse[]) =>
  disks({ cluster: arcodange, name, node: { ...arcodange.nodes[name], disks: uses } });
const paths = (part: ReturnType<typeof on>) => (part.files ?? []).map(({ path }) => path);

test("disks() closes a mount point before its disk is mounted on it", () => {
  const part = on("pi2", ["services"]);
  const [guard, mount] = (part.units ?? []).map(({ name }) => name);
  expect([guard, mount]).toEqual(["lab-guard-services.service", "srv-lab.mount"]);
  const text = (name: string) => part.files?.find(({ path }) => path.endsWith(`/${name}`))?.content ?? "";
  expect(text("lab-guard-services.service")).toContain("chattr +i /srv/lab");
  expect(text("lab-guard-services.service")).toMatch(/^Before=srv-lab\.mount$/m);
  expect(text("srv-lab.mount")).toMatch(/^After=lab-guard-services\.service /m);
});

test("disks() does not hold up a machine whose disk is away", () => {
  const mount = on("pi1", ["longhorn"]).files?.find(({ path }) => path.endsWith(".mount"))?.content ?? "";
  expect(mount).toMatch(/^Options=.*\bnofail\b/m);
  expect(mount).not.toMatch(/^(Requires|RequiredBy|WantedBy=.*multi-user)/m);
});

test("disks() gives no folder of the system's disk the marker of a disk, where there should be one", () => {
  expect(paths(on("pi2", ["longhorn", "services"])).filter(path => path.endsWith(".lab-disk"))).toEqual([]);
});

test("disks() makes a folder with the marker where the system's disk serves, so that who starts need not know", () => {
  const part = on("pi2", []);
  expect(part.disks).toEqual([]);
  expect(part.folders?.map(({ path }) => path)).toEqual([MOUNT_POINTS.longhorn, MOUNT_POINTS.services]);
  expect(paths(part)).toEqual(["/var/lib/longhorn/.lab-disk", "/srv/lab/.lab-disk"]);
});

test("disks() makes no place for services on a node that has none", () => {
  expect(paths(on("pi3", []))).toEqual(["/var/lib/longhorn/.lab-disk"]);
});
