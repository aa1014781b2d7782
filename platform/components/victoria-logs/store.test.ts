import { describe, expect, test } from "vitest";
import { memoryBytes } from "../../quantity.ts";
import { objectsIn, only, sampleCluster } from "../../testing/sample-instance.ts";
import { victoriaLogs } from "./index.ts";
import { STORE_FLAGS } from "./store.ts";

const versions = { ...sampleCluster.versions, "victoria-logs": { version: "v1.0.0", source: "github.com/a/b" } };
const objects = objectsIn(chart =>
  victoriaLogs.resources(chart, { ...sampleCluster, versions }, { instances: [], components: [] }),
);
const [container] = only(objects, "Deployment").spec.template.spec.containers;
const flag = (name: string) => STORE_FLAGS.find(text => text.startsWith(`-${name}=`))?.slice(name.length + 2) ?? "";
const bytes = (text: string) => memoryBytes(text.replace(/B$/, "")) ?? Number.NaN;

describe("VictoriaLogs", () => {
  test("drops its oldest day before its volume is full, with room left for merging", () => {
    const volume = bytes(only(objects, "PersistentVolumeClaim").spec.resources.requests.storage);
    expect(bytes(flag("retention.maxDiskSpaceUsageBytes"))).toBeLessThanOrEqual(0.8 * volume);
  });

  test("keeps a fortnight", () => {
    expect(flag("retentionPeriod")).toBe("14d");
  });

  test("collects garbage before it is killed for it", () => {
    const soft = container.env.find(({ name }: { name: string }) => name === "GOMEMLIMIT").value;
    expect(bytes(soft)).toBeLessThan(0.9 * bytes(container.resources.limits.memory));
  });

  test("asks people for a password at Traefik, for it has none itself", () => {
    expect(only(objects, "IngressRoute").spec.routes[0].middlewares).toEqual([{ name: "victoria-logs-login" }]);
  });

  test("writes where its volume is", () => {
    expect(container.volumeMounts).toEqual([{ name: "data", mountPath: flag("storageDataPath") }]);
  });
});
