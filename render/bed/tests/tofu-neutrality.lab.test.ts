import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { VAULT } from "../../../platform/components/vault/api.ts";
import type { Declaration } from "../../model/declaration.ts";
import { load } from "../../model/load.ts";
import { render } from "../../pipeline.ts";
import { repositoryFolder } from "../../repository.ts";
import { stackFiles } from "../../tofu/stack-files.ts";
import { Parts } from "../process/parts.ts";
import { authority } from "../servers/authority.ts";
import { startBucket } from "../servers/bucket.ts";
import { nobodysAccount } from "../servers/service-account.ts";
import { type TofuStack, tofuStack, VAULT_PROVIDER } from "../servers/tofu-stack.ts";
import { startVault } from "../servers/vault.ts";
import { openVault } from "../servers/vault-keys.ts";
import { vaultSettings } from "./secrets-bed.ts";

/** An environment that no app has yet, and no cluster. */
const STAGING = "staging";

let folder: string;
let parts: Parts;
let stack: TofuStack;
let declaration: Declaration;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  parts = new Parts();
  declaration = await load(repositoryFolder);
  parts.add(
    await startVault(folder, vaultSettings(), nobodysAccount(folder, authority(join(folder, "authority")).certificate)),
  );
  const vault = await openVault(`http://127.0.0.1:${VAULT.port}`);
  const bucket = parts.add(await startBucket(folder, arcodange.buckets.state));
  stack = await tofuStack(folder, {
    ...{ cluster: arcodange.name, name: "vault", provider: VAULT_PROVIDER },
    env: { ...bucket.env, VAULT_ADDR: vault.url, VAULT_TOKEN: vault.token },
  });
  await stack.apply();
});
afterAll(async () => {
  await parts.stop();
  rmSync(folder, { recursive: true });
});

test("what was applied is what is declared", async () => {
  expect(await stack.changes()).toEqual([]);
  expect(await stack.changes(await variablesOf(declaration))).toEqual([]);
});

test("another order in the declaration plans nothing", async () => {
  const { apps, components, clusters } = declaration;
  const reordered = { ...declaration, apps: apps.toReversed(), components: components.toReversed(), clusters };
  expect(await stack.changes(await variablesOf(reordered))).toEqual([]);
});

test("a new environment of erp creates what is of erp-staging, and touches nothing else", async () => {
  const changes = await stack.changes(await variablesOf(withStaging(declaration)));
  expect(changes).toEqual([
    'create vault_database_secret_backend_connection.database["erp-staging"]',
    'create vault_database_secret_backend_role.database["erp-staging"]',
    'create vault_kubernetes_auth_backend_role.reader["erp-staging"]',
    'create vault_policy.reader["erp-staging"]',
  ]);
});

test("an app that goes takes with it what is its own, and no mount of secrets or of databases", async () => {
  const { apps } = declaration;
  const changes = await stack.changes(await variablesOf({ ...declaration, apps: apps.filter(isNot("erp")) }));
  expect(changes.filter(change => !/^delete .*\["erp(-sandbox)?"\]$/.test(change))).toEqual([]);
  expect(changes).toContain('delete vault_policy.reader["erp-sandbox"]');
  expect(changes.filter(change => change.includes("vault_mount"))).toEqual([]);
});

/** Variables of the stack as they would be rendered. */
async function variablesOf(changed: Declaration): Promise<object> {
  const { labs } = await render(changed);
  const lab = labs.find(({ cluster }) => cluster.name === arcodange.name);
  const text = lab && stackFiles(lab).get(`${arcodange.name}/tofu/vault.tfvars.json`);
  if (text === undefined) throw new Error("the stack has no variables");
  return JSON.parse(text) as object;
}

function withStaging(whole: Declaration): Declaration {
  const environments = ["prod", "sandbox", STAGING] as const;
  return {
    ...whole,
    apps: whole.apps.map(app => (app.name === "erp" ? { ...app, environments } : app)),
    clusters: whole.clusters.map(cluster =>
      cluster.name === arcodange.name
        ? { ...cluster, environments: { ...cluster.environments, [STAGING]: arcodange.environments.sandbox } }
        : cluster,
    ),
  };
}

function isNot(name: string) {
  return (app: { readonly name: string }) => app.name !== name;
}
