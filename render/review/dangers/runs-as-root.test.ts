import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { runsAsRoot } from "./runs-as-root.ts";

const user = (runAsUser: number) => ({ securityContext: { runAsUser } });

test("runs-as-root tells of a container, by its own word or its pod's", () => {
  expect(seen(runsAsRoot, { erp: [] }, { erp: [sampleDeployment({ container: user(0) })] })).toEqual([
    'warn: container "erp" runs as root',
  ]);
  expect(seen(runsAsRoot, { erp: [] }, { erp: [sampleDeployment({ pod: user(0) })] })).toHaveLength(1);
});

test("runs-as-root is silent where the container says another user, and where nobody says any", () => {
  const own = sampleDeployment({ pod: user(0), container: user(1000) });
  expect(seen(runsAsRoot, { erp: [] }, { erp: [own] })).toEqual([]);
  expect(seen(runsAsRoot, { erp: [] }, { erp: [sampleDeployment()] })).toEqual([]);
});
