import { describe, expect, test } from "vitest";
import type { Finding } from "../../clusters/finding.ts";
import { claimBackup } from "../../platform/claim-backup.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { graphOf } from "../model/graph.ts";
import { sampleObject, sampleUnit } from "../testing/sample-unit.ts";
import { backups } from "./backups.ts";

const job = sampleObject("longhorn.io/v1beta2/RecurringJob", "longhorn-system/nightly", {
  spec: { task: "backup", groups: ["default"] },
});
const target = (
  text = 'backup-target: "s3://home-longhorn@us/"\nbackup-target-credential-secret: "longhorn-backup"\n',
) =>
  sampleObject("ConfigMap", "longhorn-system/longhorn-default-resource", { data: { "default-resource.yaml": text } });
const key = sampleObject("secrets.hashicorp.com/v1beta1/VaultStaticSecret", "longhorn-system/longhorn-backup", {
  spec: { destination: { create: true, name: "longhorn-backup" } },
});
const claim = (metadata: object) =>
  sampleObject("PersistentVolumeClaim", "erp/documents", {
    metadata: { name: "documents", namespace: "erp", ...metadata },
  });

function findings(...objects: readonly KubeObject[]): readonly Finding[] {
  return findingsOf(target(), key, ...objects);
}

function findingsOf(...objects: readonly KubeObject[]): readonly Finding[] {
  const units = [sampleUnit("erp", objects)];
  return backups.check({
    cluster: sampleCluster,
    units,
    graph: graphOf(units),
    prose: new Map(),
  }) as readonly Finding[];
}

describe("backups", () => {
  test("accepts a claim that Longhorn backs up, and one that says why not", () => {
    expect(findings(job, claim(claimBackup()), claim(claimBackup("filled anew")))).toEqual([]);
  });

  test("names the label without which nobody backs up the volume", () => {
    const { labels } = claimBackup() as { labels: Record<string, string> };
    const [first = ""] = Object.keys(labels);
    expect(findings(job, claim({ labels: { ...labels, [first]: "disabled" } }))).toMatchObject([
      { field: `metadata.labels[${first}]`, problem: '"disabled" is not "enabled", so nobody backs up its volume' },
    ]);
    expect(findings(job, claim({}))).toHaveLength(Object.keys(labels).length);
  });

  test("wants labels and reason to say the same", () => {
    const { labels } = claimBackup() as { labels: Record<string, string> };
    expect(findings(job, claim({ labels, annotations: { "lab/no-backup": "filled anew" } }))).toMatchObject([
      { problem: expect.stringContaining("its volume is backed up all the same") },
    ]);
  });

  test("wants words for a reason", () => {
    expect(findings(job, claim({ ...claimBackup(), annotations: { "lab/no-backup": " " } }))).toMatchObject([
      { problem: "it is empty" },
    ]);
  });

  test("sees the claims that a StatefulSet makes", () => {
    const volumeClaimTemplates = [{ metadata: { name: "data" } }];
    const set = sampleObject("apps/v1/StatefulSet", "erp/db", { spec: { volumeClaimTemplates } });
    expect(findings(job, set)[0]?.field).toMatch(/^spec\.volumeClaimTemplates\[data\]\.metadata\.labels/);
  });

  test("wants a job that does it", () => {
    expect(findings(claim(claimBackup()))).toMatchObject([
      { problem: 'no RecurringJob backs up group "default", in which its volume is' },
    ]);
  });

  test.each<[string, readonly KubeObject[], string]>([
    ["a place to bring it to", [key], "Longhorn is told of no place to bring it to"],
    [
      "that the place has an address",
      [target('backup-target: ""\n'), key],
      "Longhorn is told of no place to bring it to",
    ],
    ["the key to the place", [target()], 'nothing makes the Secret "longhorn-backup", the key to the place'],
  ])("wants %s", (_, objects, problem) => {
    expect(findingsOf(job, claim(claimBackup()), ...objects)).toMatchObject([
      { problem: expect.stringContaining(problem), file: "platform/components/longhorn/backup-target.ts" },
    ]);
  });

  test("wants no place where nothing is backed up", () => {
    expect(findingsOf(claim(claimBackup("filled anew")))).toEqual([]);
  });
});
