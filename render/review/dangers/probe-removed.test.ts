import { expect, test } from "vitest";
import { sampleDeployment } from "../testing/sample-objects.ts";
import { seen } from "../testing/seen.ts";
import { probeRemoved } from "./probe-removed.ts";

const probe = { httpGet: { path: "/healthz", port: 8080 } };
const probed = sampleDeployment({ container: { readinessProbe: probe, livenessProbe: probe, startupProbe: probe } });

test("probe-removed tells of each probe that a container loses", () => {
  expect(seen(probeRemoved, { erp: [probed] }, { erp: [sampleDeployment()] })).toEqual([
    'warn: container "erp" loses its livenessProbe',
    'warn: container "erp" loses its readinessProbe',
    'note: container "erp" loses its startupProbe',
  ]);
});

test("probe-removed takes null for nothing", () => {
  const container = { readinessProbe: probe, livenessProbe: null, startupProbe: probe };
  expect(seen(probeRemoved, { erp: [probed] }, { erp: [sampleDeployment({ container })] })).toHaveLength(1);
});

test("probe-removed is silent where a probe changes, or its container goes or comes", () => {
  const other = { tcpSocket: { port: 8080 } };
  const container = { readinessProbe: other, livenessProbe: other, startupProbe: other };
  expect(seen(probeRemoved, { erp: [probed] }, { erp: [sampleDeployment({ container })] })).toEqual([]);
  expect(seen(probeRemoved, { erp: [probed] }, { erp: [sampleDeployment({ container: { name: "web" } })] })).toEqual(
    [],
  );
});
