import { expect, test } from "vitest";
import type { Cluster } from "../../../clusters/lab.ts";
import { sampleCluster } from "../../testing/sample-instance.ts";
import { ovhStack } from "./stack.ts";

test("ovhStack waits for the name servers that Cloudflare gives the zone", () => {
  const nameServers = ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"];
  const zone = { ...(sampleCluster.zone as NonNullable<Cluster["zone"]>), nameServers };
  const delegated: Cluster = { ...sampleCluster, zone };
  expect([sampleCluster, delegated].map(cluster => ovhStack.exists?.(cluster))).toEqual([false, true]);
  const variables = ovhStack.variables({
    cluster: delegated,
    declared: { instances: [], components: [] },
    objects: [],
  });
  expect(variables).toEqual({ zone: "example.org", name_servers: nameServers });
});
