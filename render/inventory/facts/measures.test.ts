import { describe, expect, test } from "vitest";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { sampleCluster } from "../../../platform/testing/sample-instance.ts";
import { graphOf } from "../../model/graph.ts";
import { sampleObject, sampleUnit } from "../../testing/sample-unit.ts";
import { measuresOf } from "./measures.ts";

const measured = (...objects: readonly KubeObject[]) => {
  const units = [sampleUnit("redis", objects)];
  const all = measuresOf({ cluster: sampleCluster, units, graph: graphOf(units), prose: new Map() });
  return Object.fromEntries(all.map(({ path, text }) => [path, text]));
};
const container = (fields: object) =>
  sampleObject("apps/v1/Deployment", "tools/redis", {
    spec: { template: { spec: { containers: [{ name: "redis", ...fields }] } } },
  });
const job = (cron: string, retain: number) =>
  sampleObject("longhorn.io/v1beta2/RecurringJob", "longhorn-system/nightly", { spec: { cron, retain } });

describe("measuresOf()", () => {
  test("tells size and copies of a claim, by its class or the default one", () => {
    const claim = sampleObject("PersistentVolumeClaim", "tools/data", {
      spec: { resources: { requests: { storage: "5Gi" } } },
    });
    expect(measured(claim)).toEqual({ "claims.redis.data.size": "5 GiB", "claims.redis.data.copies": "2" });
  });

  test("tells the memory of a container, in the largest unit that is whole", () => {
    const limited = (memory: string) => measured(container({ resources: { limits: { memory } } }));
    expect(limited("512Mi")).toEqual({ "memory.redis.redis": "512 MiB" });
    expect(limited("3072Mi")).toEqual({ "memory.redis.redis": "3 GiB" });
  });

  test("tells sizes and days among arguments and variables, and nothing else of them", () => {
    const args = ["--keep.time=30d", "-keep.size=6GB", "--port=8080", "serve"];
    const env = [
      { name: "KEEP_DAYS", value: "14" },
      { name: "NAME", value: "14" },
    ];
    expect(measured(container({ args, env }))).toEqual({
      "arguments.redis.keep.time": "30 days",
      "arguments.redis.keep.size": "6 GB",
      "variables.redis.KEEP_DAYS": "14 days",
    });
  });

  test("tells for how long a job of Longhorn keeps what it makes", () => {
    expect(measured(job("0 2 * * *", 14))).toEqual({ "kept.nightly": "14 days" });
    expect(measured(job("0 6 * * 0", 4))).toEqual({ "kept.nightly": "4 weeks" });
    expect(measured(job("0 6 * * 0", 0))).toEqual({});
  });
});
