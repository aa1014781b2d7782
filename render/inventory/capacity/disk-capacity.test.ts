import { expect, test } from "vitest";
import { capacity } from "../../checks/capacity.ts";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab, withEdit } from "../../testing/declared-lab.ts";
import { volumesOf } from "../storage/volumes.ts";
import { diskCapacitiesOf, reservePercent } from "./disk-capacity.ts";

const lab = await declaredLab();

function documents(size: string): Lab {
  return withEdit(lab, "erp/PersistentVolumeClaim/documents", ({ spec }) => {
    spec.resources.requests.storage = size;
  });
}

test("volumes take their size on the disks as many times as they have copies", () => {
  const [all] = diskCapacitiesOf(lab);
  const taken = all?.disks.reduce((sum, { bytes, free }) => sum + bytes - free, 0);
  expect(taken).toBe(volumesOf(lab).reduce((sum, { bytes, kept }) => sum + bytes * (kept?.replicas ?? 1), 0));
});

test("with a node lost its disk is gone, and the others hold what they can", () => {
  const lost = diskCapacitiesOf(lab).slice(1);
  expect(lost.map(each => each.lost)).toEqual(["pi1", "pi2", "pi3"]);
  for (const { lost: node, disks, homeless, degraded } of lost) {
    expect(disks.map(disk => disk.node)).not.toContain(node);
    expect([homeless, degraded]).toEqual([[], 0]);
  }
});

test("volumes have a copy less where there are fewer nodes than copies", () => {
  const { pi1, pi2 } = lab.cluster.nodes;
  if (pi1 === undefined || pi2 === undefined) throw new Error("the lab has no pi1 or pi2");
  const two = { ...lab, cluster: { ...lab.cluster, nodes: { pi1, pi2 } } };
  const replicated = volumesOf(lab).filter(({ kept }) => kept?.replicas === 2).length;
  expect(diskCapacitiesOf(two).map(({ degraded }) => degraded)).toEqual([0, replicated, replicated]);
});

test("a volume that finds no room is one of which the rule has a finding", async () => {
  const full = documents("2Ti");
  const [all] = diskCapacitiesOf(full);
  expect(all?.homeless.map(({ unit }) => unit.name)).toEqual(["erp"]);
  expect((await capacity.check(full)).map(({ problem }) => problem)).toEqual([
    expect.stringContaining("PersistentVolumeClaim/documents of erp (2048Gi, 2 copies) finds no room"),
  ]);
});

test("the share that Longhorn keeps free is that of its settings", () => {
  expect(reservePercent(lab)).toBe(15);
});
