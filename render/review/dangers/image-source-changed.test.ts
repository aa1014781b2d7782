import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { imageSourceChanged } from "./image-source-changed.ts";

const runs = (image: string) => ({ erp: [sampleDeployment({ container: { image } })] });

test.each([
  ["redis:8.2.0", "quay.io/library/redis:8.2.0", "quay.io/library/redis in place of docker.io/library/redis"],
  ["ghcr.io/team/erp:1", "ghcr.io/other/erp:1", "ghcr.io/other/erp in place of ghcr.io/team/erp"],
  ["localhost:5000/erp:1", "localhost:5001/erp:1", "localhost:5001/erp in place of localhost:5000/erp"],
])("image-source-changed warns of %s that becomes %s", (before, after, words) => {
  expect(seen(imageSourceChanged, runs(before), runs(after))).toEqual([
    `warn: container "erp" takes its image from ${words}`,
  ]);
});

test.each([
  ["redis:8.1.0", "redis:8.2.0"],
  ["redis:8.2.0", "docker.io/library/redis:8.2.0"],
  ["grafana/grafana:13.2.0", "index.docker.io/grafana/grafana:13.2.0@sha256:aa"],
])("image-source-changed is silent about %s that becomes %s", (before, after) => {
  expect(seen(imageSourceChanged, runs(before), runs(after))).toEqual([]);
});
