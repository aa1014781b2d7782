import { expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { memoryBytes } from "../../quantity.ts";
import { objectsIn, only } from "../../testing/sample-instance.ts";
import { redis } from "./index.ts";
import { REDIS_CONF, USERS_ACL } from "./settings.ts";

const objects = objectsIn(chart => redis.resources(chart, arcodange, { instances: [], components: [] }));

test("redis may hold no more than three quarters of its container's memory", () => {
  const { containers } = only(objects, "Deployment").spec.template.spec;
  const limit = memoryBytes(containers[0].resources.limits.memory) ?? 0;
  const held = memoryBytes(`${/^maxmemory (\d+)mb$/m.exec(REDIS_CONF)?.[1]}Mi`) ?? Number.POSITIVE_INFINITY;
  expect(held).toBeLessThanOrEqual(limit * 0.75);
});

test("redis starts anew when its configuration changes", () => {
  const { annotations } = only(objects, "Deployment").spec.template.metadata;
  expect(annotations["lab/config"]).toMatch(/^[0-9a-f]{16}$/);
});

/** Redis counts CLIENT KILL and CLIENT PAUSE both as connection and as admin, and the later rule holds. */
test("redis lets the exporter neither end nor pause the clients of others, nor reset what it measures", () => {
  const rules = /^user exporter on #\S+ (.*)$/m.exec(USERS_ACL.replaceAll(/{{.*?}}/g, "hash"))?.[1]?.split(" ") ?? [];
  expect(rules.indexOf("-@admin")).toBeGreaterThan(rules.indexOf("+@connection"));
  expect(rules.filter(rule => ["+latency", "+slowlog", "+config", "+client", "+@admin"].includes(rule))).toEqual([]);
});
