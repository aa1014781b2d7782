import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { renderedFolder } from "../../repository.ts";
import { missingPrograms } from "../program/program.ts";
import { howToGet } from "../program/program-origins.ts";
import { startVault, type Vault } from "../servers/vault.ts";

const missing = missingPrograms(["vault"]);
const note = missing.length > 0 ? `, not tried: ${howToGet(missing)}` : "";

/** Vault takes a moment to lead itself after it is unsealed. */
const PATIENCE = { timeout: 30_000, interval: 100 };

let folder: string;
let vault: Vault;
let key: string;
let token: string;

describe.skipIf(missing.length > 0)(`Vault with the settings of rendered/arcodange${note}`, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "bed-"));
    const { data } = rendered("configmap-vault-config") as { data: Record<string, string> };
    vault = await startVault(folder, data["vault.hcl"] as string);
    const { keys_base64, root_token } = (await ask("PUT", "sys/init", { secret_shares: 1, secret_threshold: 1 })).body;
    key = (keys_base64 as string[])[0] as string;
    token = root_token as string;
  });
  afterAll(async () => {
    await vault?.stop();
    rmSync(folder, { recursive: true });
  });

  test("is not ready and shows its seal to Prometheus, who has no token, until it is unsealed", async () => {
    expect(await readiness()).toBe(503);
    expect(await highest("vault_core_unsealed")).toBe(0);
    await unseal();
    expect(await readiness()).toBe(200);
    await vi.waitFor(async () => expect(await highest("vault_core_unsealed")).toBe(1), PATIENCE);
  });

  test("keeps what it was told through a kill, and is sealed after it", async () => {
    await ask("POST", "sys/mounts/kvv2", { type: "kv-v2" });
    await vi.waitFor(
      async () => expect((await ask("POST", "kvv2/data/erp/smtp", { data: { user: "erp" } })).status).toBe(200),
      PATIENCE,
    );
    await vault.kill();
    await vault.restart();
    expect(await readiness()).toBe(503);
    await unseal();
    expect((await ask("GET", "kvv2/data/erp/smtp")).body).toMatchObject({ data: { data: { user: "erp" } } });
  });

  test("audits into the container's own output, without secrets", async () => {
    const device = { type: "file", options: { file_path: "stdout" } };
    expect((await ask("PUT", "sys/audit/stdout", device)).status).toBe(204);
    await ask("POST", "kvv2/data/erp/smtp", { data: { password: "open sesame" } });
    const log = readFileSync(vault.log, "utf8");
    expect(log).toContain('"path":"kvv2/data/erp/smtp"');
    expect(log).not.toContain("open sesame");
  });

  test("gives a snapshot to whoever may read just that", async () => {
    const policy = 'path "sys/storage/raft/snapshot" { capabilities = ["read"] }';
    await ask("PUT", "sys/policies/acl/vault-snapshot", { policy });
    const { auth } = (await ask("POST", "auth/token/create", { policies: ["vault-snapshot"] })).body;
    const headers = { "X-Vault-Token": (auth as { client_token: string }).client_token };
    const snapshot = await fetch(`${vault.url}/v1/sys/storage/raft/snapshot`, { headers });
    expect(snapshot.status).toBe(200);
    expect((await snapshot.arrayBuffer()).byteLength).toBeGreaterThan(1000);
    expect((await fetch(`${vault.url}/v1/kvv2/data/erp/smtp`, { headers })).status).toBe(403);
  });
});

function rendered(name: string): unknown {
  return parse(readFileSync(join(renderedFolder, "arcodange", "vault", `${name}.yaml`), "utf8"));
}

/** What the kubelet would see. */
async function readiness(): Promise<number> {
  const { spec } = rendered("statefulset-vault") as {
    spec: { template: { spec: { containers: [{ readinessProbe: { httpGet: { path: string } } }] } } };
  };
  return (await fetch(vault.url + spec.template.spec.containers[0].readinessProbe.httpGet.path)).status;
}

/** Highest value of a metric, as an alert sees it, asked for as the annotations of the pod say. */
async function highest(name: string): Promise<number> {
  const { spec } = rendered("statefulset-vault") as {
    spec: { template: { metadata: { annotations: Record<string, string> } } };
  };
  const { annotations } = spec.template.metadata;
  const query = `?format=${annotations["prometheus.io/param_format"]}`;
  const text = await (await fetch(vault.url + annotations["prometheus.io/path"] + query)).text();
  const lines = text.split("\n").filter(line => line.startsWith(`${name}{`));
  return Math.max(...lines.map(line => Number(line.split(" ").at(-1))));
}

async function unseal(): Promise<void> {
  await ask("PUT", "sys/unseal", { key });
  await vi.waitFor(
    async () => expect((await ask("GET", "sys/leader")).body).toMatchObject({ is_self: true }),
    PATIENCE,
  );
}

async function ask(method: string, path: string, body?: object) {
  const response = await fetch(`${vault.url}/v1/${path}`, {
    method,
    headers: token === undefined ? {} : { "X-Vault-Token": token },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === "" ? {} : JSON.parse(text)) as Record<string, unknown> };
}
