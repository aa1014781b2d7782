import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { declaredLab } from "../../testing/declared-lab.ts";
import { databasesOf, databasesOwnedBy } from "./databases.ts";

test("databasesOf() has every database that the stack postgres makes, and Gitea's", async () => {
  const lab = await declaredLab();
  const declared = lab.units.filter(({ instance, component }) => instance?.database || component?.requests?.database);
  const names = declared.map(({ name }) => name);
  expect(databasesOf(lab).map(({ name }) => name)).toEqual([...names, "gitea"].sort());
});

test("databasesOf() says Gitea's as its own script makes it", async () => {
  const script = readFileSync(new URL("../../../platform/hosts/services/gitea/database.sql", import.meta.url), "utf8");
  const gitea = databasesOf(await declaredLab()).find(({ owner }) => owner === "Gitea");
  expect(script).toContain(`CREATE DATABASE ${gitea?.name} OWNER ${gitea?.ownerRole}`);
});

test("databasesOwnedBy() has one for each instance of an app, with its roles", async () => {
  expect(databasesOwnedBy(await declaredLab(), "erp")).toEqual([
    { name: "erp", owner: "erp", ownerRole: "erp_role", manager: "vault_erp" },
    { name: "erp-sandbox", owner: "erp", ownerRole: "erp_sandbox_role", manager: "vault_erp_sandbox" },
  ]);
});
