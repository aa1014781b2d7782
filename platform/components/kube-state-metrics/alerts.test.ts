import { expect, test } from "vitest";
import { sampleCluster } from "../../testing/sample-instance.ts";
import { kubeStateAlerts } from "./alerts.ts";

const environment = { sync: { automated: true, prune: true, selfHeal: true } };

test("WorkloadDown wakes nobody for an environment that is not production", () => {
  const cluster = { ...sampleCluster, environments: { prod: environment, sandbox: environment, trial: environment } };
  const down = kubeStateAlerts(cluster).find(({ name }) => name === "WorkloadDown");
  expect(down).toMatchObject({ severity: "page", expr: expect.stringContaining('{namespace!~".+-sandbox|.+-trial"}') });
});

test("WorkloadDown holds for every namespace where there is production only", () => {
  const down = kubeStateAlerts({ ...sampleCluster, environments: { prod: environment } }).find(
    ({ name }) => name === "WorkloadDown",
  );
  expect(down?.expr).toContain('{namespace!~""}');
});
