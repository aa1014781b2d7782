import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { hostPort } from "./host-port.ts";

const listening = (port: object) => sampleDeployment({ container: { ports: [port] } });

test("host-port notes a port of the node", () => {
  const before = { erp: [listening({ containerPort: 53 })] };
  expect(seen(hostPort, before, { erp: [listening({ containerPort: 53, hostPort: 53 })] })).toEqual([
    'note: container "erp" takes port 53 of its node',
  ]);
});

test("host-port is silent about ports of the pod", () => {
  expect(seen(hostPort, { erp: [] }, { erp: [listening({ containerPort: 53, hostPort: 0 })] })).toEqual([]);
});
