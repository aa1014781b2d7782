import { expect, test } from "vitest";
import { objectsIn, only, sampleCluster } from "../../testing/sample-instance.ts";
import { ollama } from "./index.ts";

const versions = { ...sampleCluster.versions, ollama: { version: "v1.2.3", source: "github.com/ollama/ollama" } };
const declared = { instances: [], components: [] };

test("ollama runs on the node that the facts name", () => {
  const cluster = { ...sampleCluster, versions, ollama: { node: "pi2" } };
  const deployment = only(
    objectsIn(chart => ollama.resources(chart, cluster, declared)),
    "Deployment",
  );
  expect(deployment.spec.template.spec.nodeSelector).toEqual({ "kubernetes.io/hostname": "pi2" });
});

test("ollama says which fact is missing where none names a node", () => {
  const cluster = { ...sampleCluster, versions };
  expect(() => objectsIn(chart => ollama.resources(chart, cluster, declared))).toThrow(
    "Cannot deploy ollama on home: no fact says on which node, add ollama to clusters/home/index.ts",
  );
});
