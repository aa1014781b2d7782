import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arcodange } from "../../../clusters/arcodange/index.ts";
import { settings } from "../../../platform/components/vault/settings.ts";
import { hostOf } from "../../../platform/hosts/host-of.ts";
import { Parts } from "../process/parts.ts";
import { startVault, type Vault } from "../servers/vault.ts";
import { type OpenVault, openVault } from "../servers/vault-keys.ts";

const parts = new Parts();
let folder: string;
let vault: Vault;
let open: OpenVault;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bed-"));
  vault = parts.add(await startVault(folder, settings(arcodange)));
  const program = hostOf(arcodange, "pi2").files.find(({ path }) => path.endsWith("/vault-unseal"));
  writeFileSync(join(folder, "vault-unseal"), program?.content ?? "");
  writeFileSync(join(folder, "key"), "not yet");
});

afterAll(async () => {
  await parts.stop();
  rmSync(folder, { recursive: true });
});

test("the host's timer leaves a new Vault alone", () => {
  expect(unsealing()).toEqual({ status: 0, stdout: "", stderr: "" });
});

test("the host's timer opens Vault after each of its starts, and is quiet while it is open", async () => {
  open = await openVault(vault.url);
  writeFileSync(join(folder, "key"), open.key);
  expect(unsealing()).toEqual({ status: 0, stdout: "", stderr: "" });
  await vault.kill();
  await vault.restart();
  expect(await isSealed()).toBe(true);
  expect(unsealing()).toEqual({ status: 0, stdout: "Vault was sealed, and is open now\n", stderr: "" });
  expect(await isSealed()).toBe(false);
});

test("the host's timer is quiet while Vault is away, and says so when its key opens nothing", async () => {
  await vault.stop();
  expect(unsealing()).toEqual({ status: 0, stdout: "", stderr: "" });
  await vault.restart();
  const wrong = Buffer.alloc(33, 1).toString("base64");
  writeFileSync(join(folder, "key"), wrong);
  const { status, stderr } = unsealing();
  expect(status).toBe(1);
  expect(stderr).toContain(`the key in ${join(folder, "key")} does not open it`);
  expect(stderr).not.toContain(wrong);
  expect(await isSealed()).toBe(true);
});

function unsealing() {
  const env = {
    PATH: process.env.PATH,
    VAULT_URL: vault.url,
    VAULT_ROUTE: `${arcodange.vault.host}:443:127.0.0.1`,
    VAULT_KEY: join(folder, "key"),
  };
  const { status, stdout, stderr } = spawnSync("dash", [join(folder, "vault-unseal")], { env, encoding: "utf8" });
  return { status, stdout, stderr };
}

async function isSealed(): Promise<boolean> {
  const answer = await fetch(`${vault.url}/v1/sys/seal-status`);
  return ((await answer.json()) as { sealed: boolean }).sealed;
}
