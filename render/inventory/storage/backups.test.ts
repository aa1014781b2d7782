import { describe, expect, test } from "vitest";
import { keepsakesOf } from "../../../platform/hosts/keepsakes.ts";
import type { Lab } from "../../checks/rule.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { backupsOf, postgresBackup } from "./backups.ts";

describe("backupsOf()", () => {
  test("has everything that a host keeps, with every path", async () => {
    const lab = await declaredLab();
    const held = backupsOf(lab).flatMap(({ name, node, holds }) => holds.map(path => `${name} ${node} ${path}`));
    for (const keepsake of Object.keys(lab.cluster.nodes).flatMap(node => keepsakesOf(lab.cluster, node))) {
      for (const path of keepsake.paths) expect(held).toContain(`${keepsake.name} ${keepsake.node} ${path}`);
    }
  });

  test("says of each when it is made, how far it reaches, where it lies", async () => {
    for (const { name, when, reach, place } of backupsOf(await declaredLab())) {
      expect(when, name).toMatch(/^every day at \d\d:\d\d/);
      expect(reach, name).toMatch(/^(any second of the last )?\d+ (days|weeks)/);
      expect(place, name).toMatch(/^gs:/);
    }
  });

  test("names the host in the command only where several keep the same", async () => {
    const commands = backupsOf(await declaredLab()).map(({ restore }) => restore);
    expect(commands).toContain("npx lab restore gitea --cluster arcodange");
    expect(commands).toContain("npx lab restore secrets --host pi3 --cluster arcodange");
    expect(new Set(commands).size).toBe(commands.length);
  });

  test("takes the place of the hosts' backups where they have one of their own", async () => {
    const lab = await declaredLab();
    const hosts = { ...lab.cluster.hosts, backups: "/mnt/nas" };
    const moved: Lab = { ...lab, cluster: { ...lab.cluster, hosts } };
    expect(backupsOf(moved).find(({ name }) => name === "gitea")?.place).toBe("/mnt/nas/pi2");
  });
});

test("postgresBackup() reaches back to any second", async () => {
  const backup = postgresBackup(await declaredLab());
  expect(backup).toMatchObject({ node: "pi2", reach: "any second of the last 5 weeks" });
  expect(backup?.when).toContain("within 5 minutes");
});
