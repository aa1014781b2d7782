import { expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import type { Cluster } from "../../../clusters/lab.ts";
import { BACKUP_FOLDER, backup } from "./backup.ts";

const fileOf = (cluster: Cluster, path: string) =>
  backup({ cluster, name: "pi2", node: arcodange.nodes.pi2 }).files?.find(file => file.path === path)?.content;

test("a backup is restored as a test on the disk of services, for the system's is small", () => {
  expect(fileOf(arcodange, `${BACKUP_FOLDER}/settings`)).toContain("LAB_RESTORE=/srv/lab/restore-test\n");
});

test.each(["backup", "restore-test"])("lab-%s waits for the bucket's key, where backups go into the bucket", name => {
  const unit = `/etc/systemd/system/lab-${name}.service`;
  const nas: Cluster = { ...arcodange, hosts: { ...arcodange.hosts, backups: "/mnt/nas/backups" } };
  expect(fileOf(arcodange, unit)).toContain("ConditionPathExists=/etc/lab/backup/gcs-key.json\n");
  expect(fileOf(nas, unit)).toContain("ConditionPathExists=/etc/lab/backup/passphrase\n");
});
