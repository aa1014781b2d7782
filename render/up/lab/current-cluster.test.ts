import { expect, test } from "vitest";
import { sampleCluster } from "../../../platform/testing/sample-instance.ts";
import { withLearned } from "./current-cluster.ts";

test("withLearned() puts what was learned into the group that it is of, and leaves the rest of it", () => {
  const { stepCa, gitea } = withLearned(sampleCluster, { stepCa: { rootCertificate: "PEM" } });
  expect(stepCa).toEqual({ ...sampleCluster.stepCa, rootCertificate: "PEM" });
  expect(gitea).toBe(sampleCluster.gitea);
});

test("withLearned() makes no group that a cluster lacks", () => {
  const { zone: _, ...cluster } = sampleCluster;
  expect(withLearned(cluster, { zone: { tunnelId: "0" } })).not.toHaveProperty("zone");
});
