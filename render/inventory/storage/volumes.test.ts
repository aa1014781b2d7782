import { describe, expect, test } from "vitest";
import { claimBackup } from "../../../platform/claim-backup.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { sampleCluster } from "../../../platform/testing/sample-instance.ts";
import { type Lab, objectsOf } from "../../checks/rule.ts";
import { graphOf } from "../../model/graph.ts";
import { declaredLab } from "../../testing/declared-lab.ts";
import { sampleObject, sampleUnit } from "../../testing/sample-unit.ts";
import { placeOf, volumeJobs, volumesOf, volumesOwnedBy } from "./volumes.ts";

function labOf(...objects: readonly KubeObject[]): Lab {
  const units = [sampleUnit("erp", objects)];
  return { cluster: sampleCluster, units, graph: graphOf(units), prose: new Map() };
}

const spec = { storageClassName: "replicated", resources: { requests: { storage: "5Gi" } } };

describe("volumesOf()", () => {
  test("has every claim and every template of the declared lab", async () => {
    const lab = await declaredLab();
    const wanted = [...objectsOf(lab)].flatMap(({ object }) => {
      const { name, namespace } = object.metadata;
      if (object.kind === "PersistentVolumeClaim") return `${namespace}/${name}`;
      const { volumeClaimTemplates = [] } = (object.spec ?? {}) as { volumeClaimTemplates?: KubeObject[] };
      return volumeClaimTemplates.map(template => `${namespace}/${template.metadata.name}-${name}-0`);
    });
    expect(volumesOf(lab).map(placeOf).sort()).toEqual(wanted.sort());
    expect(wanted).toContain("tools/data-vault-0");
  });

  test("says size, copies, locality and who mounts it", () => {
    const claim = sampleObject("PersistentVolumeClaim", "erp/documents", { spec });
    const deployment = sampleObject("apps/v1/Deployment", "erp/web", {
      spec: { template: { spec: { volumes: [{ name: "d", persistentVolumeClaim: { claimName: "documents" } }] } } },
    });
    expect(volumesOf(labOf(claim, deployment))).toEqual([
      {
        unit: "erp",
        owner: "erp",
        namespace: "erp",
        claim: "documents",
        bytes: 5 * 1024 ** 3,
        storageClass: "replicated",
        kept: { replicas: 2, locality: "best-effort" },
        users: ["Deployment web"],
      },
    ]);
  });

  test("counts one volume for each pod of a StatefulSet", () => {
    const set = sampleObject("apps/v1/StatefulSet", "erp/db", {
      spec: { replicas: 2, volumeClaimTemplates: [{ metadata: { name: "data" }, spec }] },
    });
    const volumes = volumesOf(labOf(set));
    expect(volumes.map(({ claim, users }) => [claim, ...users])).toEqual([
      ["data-db-0", "StatefulSet db"],
      ["data-db-1", "StatefulSet db"],
    ]);
  });

  test("takes the reason why there is no backup, and the default class where none is named", () => {
    const metadata = { name: "cache", namespace: "erp", ...claimBackup("filled anew") };
    const [volume] = volumesOf(labOf(sampleObject("PersistentVolumeClaim", "erp/cache", { metadata, spec: {} })));
    expect(volume).toMatchObject({ noBackup: "filled anew", storageClass: "replicated" });
  });
});

test("volumesOwnedBy() finds those of every instance of an app", async () => {
  const volumes = volumesOwnedBy(await declaredLab(), "erp");
  expect(volumes.map(placeOf)).toEqual(["erp/documents", "erp-sandbox/documents"]);
});

test("volumeJobs() has what is kept of a volume, and not what only tidies up", async () => {
  const tasks = volumeJobs(await declaredLab()).map(({ task }) => task);
  expect(tasks).toContain("backup");
  expect(tasks).toContain("snapshot");
  expect(tasks).not.toContain("filesystem-trim");
});
