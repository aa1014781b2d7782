import { expect, test } from "vitest";
import { sampleCluster } from "../../platform/testing/sample-instance.ts";
import { postgresStack } from "../../platform/tofu/postgres/stack.ts";
import { vaultStack } from "../../platform/tofu/vault/stack.ts";
import { stackWork } from "./stack-work.ts";

test("stackWork() lets no owner of a database say what a name means to the superuser", () => {
  expect(stackWork(sampleCluster, postgresStack, {}).settings).toEqual({ PGOPTIONS: "-c search_path=pg_catalog" });
  expect(stackWork(sampleCluster, vaultStack, {}).settings).not.toHaveProperty("PGOPTIONS");
});
