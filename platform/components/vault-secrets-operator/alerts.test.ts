import { expect, test } from "vitest";
import { operatorAlerts } from "./alerts.ts";

test("VaultSecretsOperatorFails counts what Vault refuses, for a secret that waits is no error of its controller", () => {
  const { expr = "" } = operatorAlerts.find(({ name }) => name === "VaultSecretsOperatorFails") ?? {};
  const counters = expr.match(/\w+_total/g);
  expect(counters).toEqual(["vso_client_operations_errors_total", "vso_client_factory_requests_errors_total"]);
});
