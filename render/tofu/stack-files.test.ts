import { expect, test } from "vitest";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { graphOf } from "../model/graph.ts";
import { declaredLab, withUnits } from "../testing/declared-lab.ts";
import { stackFiles } from "./stack-files.ts";

test("stackFiles() says in every file where the state lies, and whose it is", async () => {
  const lab = await declaredLab();
  const { name: cluster, domain, buckets } = lab.cluster;
  const files = [...stackFiles(lab)];
  expect(files.length).toBeGreaterThan(0);
  for (const [path, text] of files) {
    const stack = /^arcodange\/tofu\/(.+)\.tfvars\.json$/.exec(path)?.[1];
    expect(JSON.parse(text)).toMatchObject({ cluster, domain, stack, state_bucket: buckets.state });
  }
});

test("stackFiles() gives the same bytes whatever the order of the units", async () => {
  const lab = await declaredLab();
  expect(stackFiles(withUnits(lab, [...lab.units].reverse()))).toEqual(stackFiles(lab));
});

test("stackFiles() leaves out a stack that the cluster has no use for", () => {
  const { zone: _, ...cluster } = sampleCluster;
  const paths = [...stackFiles({ cluster, units: [], graph: graphOf([]), prose: new Map() }).keys()];
  expect(paths).toContain(`${cluster.name}/tofu/vault.tfvars.json`);
  expect(paths).not.toContain(`${cluster.name}/tofu/cloudflare.tfvars.json`);
});
