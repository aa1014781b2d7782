import { expect, test } from "vitest";
import { sampleObject } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { serviceExposed } from "./service-exposed.ts";

const service = (spec: object) => sampleObject("v1", "Service", "erp", { spec: { ports: [{ port: 80 }], ...spec } });

test("service-exposed notes what is reached from outside", () => {
  expect(seen(serviceExposed, { erp: [service({})] }, { erp: [service({ type: "NodePort" })] })).toEqual([
    "note: it is a NodePort",
  ]);
  const limited = service({ type: "LoadBalancer", loadBalancerSourceRanges: ["192.168.1.0/24"] });
  expect(seen(serviceExposed, { erp: [limited] }, { erp: [service({ type: "LoadBalancer" })] })).toEqual([
    "note: it is a LoadBalancer",
    "note, fixed: it is a LoadBalancer for some addresses",
  ]);
});

test("service-exposed is silent about Services of the cluster alone", () => {
  expect(seen(serviceExposed, { erp: [] }, { erp: [service({}), service({ type: "ClusterIP" })] })).toEqual([]);
});
