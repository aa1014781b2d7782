import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { capabilityAdded } from "./capability-added.ts";

const capable = (...add: string[]) => sampleDeployment({ container: { securityContext: { capabilities: { add } } } });

test("capability-added warns of what leads on to the node, and notes the rest", () => {
  expect(seen(capabilityAdded, { erp: [capable()] }, { erp: [capable("CAP_SYS_ADMIN", "CHOWN")] })).toEqual([
    'warn: container "erp" gets the capability SYS_ADMIN',
    'note: container "erp" gets the capability CHOWN',
  ]);
});

test("capability-added is silent about low ports, and about what is dropped", () => {
  const dropping = sampleDeployment({ container: { securityContext: { capabilities: { drop: ["ALL"] } } } });
  expect(seen(capabilityAdded, { erp: [] }, { erp: [capable("NET_BIND_SERVICE")] })).toEqual([]);
  expect(seen(capabilityAdded, { erp: [] }, { erp: [dropping] })).toEqual([]);
});
