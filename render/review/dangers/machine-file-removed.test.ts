import { expect, test } from "vitest";
import { seenInFiles } from "../testing/seen-in-files.ts";
import { machineFileRemoved } from "./machine-file-removed.ts";

const removed = (...paths: string[]) =>
  seenInFiles(machineFileRemoved, Object.fromEntries(paths.map(path => [`home/hosts/${path}`, path])), {});

test("machine-file-removed tells of SSH, firewall, backups, disks, and a machine that goes", () => {
  expect(removed("pi1/etc/ssh/sshd_config.d/00-lab.conf", "pi2/etc/lab/runner/walls.nft")).toEqual([
    'warn: "etc/ssh/sshd_config.d/00-lab.conf" leaves "pi1": who may log in, and how, is up to the system',
    'warn: "etc/lab/runner/walls.nft" leaves "pi2": it no longer closes its network',
  ]);
  expect(removed("pi1/etc/systemd/system/lab-backup.timer", "pi2/etc/systemd/system/srv-lab.mount")).toHaveLength(2);
  expect(removed("pi2/etc/lab/gitea/compose.yaml")).toEqual([
    'warn: "etc/lab/gitea/compose.yaml" leaves "pi2": Gitea may stop, and Argo CD reads from it',
  ]);
  expect(removed("pi3.yaml")).toEqual(['warn: machine "pi3" is no longer described']);
});

test("machine-file-removed tells where a file is moved to another machine", () => {
  const [before, after] = ["pi1", "pi2"].map(name => ({ [`home/hosts/${name}/etc/ssh/sshd_config.d/lab.conf`]: "a" }));
  expect(seenInFiles(machineFileRemoved, before ?? {}, after ?? {})).toHaveLength(1);
});

test("machine-file-removed is silent about other files, and about files that change", () => {
  expect(removed("pi1/etc/modules-load.d/lab-k3s.conf", "pi1/etc/apt/apt.conf.d/90lab")).toEqual([]);
  const path = "home/hosts/pi1/etc/ssh/sshd_config.d/00-lab.conf";
  expect(seenInFiles(machineFileRemoved, { [path]: "a" }, { [path]: "b" })).toEqual([]);
});
