import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";

const script = fileURLToPath(new URL("vault-unseal.sh", import.meta.url));
const KEY = "cGFydCBvZiB0aGlzIHRlc3QgYWxvbmU=";

let folder: string;
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vault-unseal-"));
  writeFileSync(join(folder, "key"), `${KEY}\n`);
});

afterEach(() => {
  server?.close();
  server?.closeAllConnections();
  server = undefined;
  rmSync(folder, { recursive: true });
});

test("vault-unseal opens a sealed Vault with the key", async () => {
  const vault = await startVault();
  expect(await run(vault.url)).toEqual({ code: 0, said: "Vault was sealed, and is open now\n" });
  expect(vault.isSealed()).toBe(false);
});

test("vault-unseal says nothing to an open Vault, and sends it no key", async () => {
  const vault = await startVault({ sealed: false });
  expect(await run(vault.url)).toEqual({ code: 0, said: "" });
  expect(vault.keys).toEqual([]);
});

test("vault-unseal leaves a Vault alone that was never initialised", async () => {
  const vault = await startVault({ initialized: false });
  expect(await run(vault.url)).toEqual({ code: 0, said: "" });
  expect(vault.keys).toEqual([]);
});

test("vault-unseal is quiet while nobody listens", async () => {
  const { url } = await startVault();
  server?.close();
  server?.closeAllConnections();
  expect(await run(url)).toEqual({ code: 0, said: "" });
});

test("vault-unseal is quiet while Traefik answers in Vault's place", async () => {
  const url = await answering((_, response) => response.writeHead(404).end("404 page not found\n"));
  expect(await run(url)).toEqual({ code: 0, said: "" });
});

test("vault-unseal says so, and fails, when the key opens nothing", async () => {
  const vault = await startVault();
  writeFileSync(join(folder, "key"), "another key");
  const { code, said } = await run(vault.url);
  expect(code).toBe(1);
  expect(said).toContain(`Cannot unseal Vault at ${vault.url}: the key in ${join(folder, "key")} does not open it`);
  expect(said).toContain("cipher: message authentication failed");
  expect(said).not.toContain("another key");
});

test("vault-unseal says so, and fails, when nobody whom it trusts vouches for Vault", async () => {
  const { url } = await startVault();
  const { code, said } = await run(url.replace("http:", "https:"));
  expect(code).toBe(1);
  expect(said).toMatch(/^Cannot ask https:.* whether it is sealed: curl: /);
});

test.runIf(existsSync("/proc/self/cmdline"))("vault-unseal shows the key to no one who lists processes", async () => {
  let seen: string[] = [];
  const vault = await startVault({ whileAsked: () => (seen = commandLines()) });
  await run(vault.url);
  expect(seen.some(line => line.includes("/v1/sys/unseal"))).toBe(true);
  expect(seen.filter(line => line.includes(KEY))).toEqual([]);
});

interface VaultOptions {
  readonly initialized?: boolean;
  readonly sealed?: boolean;
  readonly whileAsked?: () => void;
}

/** The two answers of a Vault on which the script depends. */
async function startVault({ initialized = true, sealed = true, whileAsked }: VaultOptions = {}) {
  const keys: string[] = [];
  let isSealed = sealed;
  const url = await answering(async (request, response) => {
    const body = await text(request);
    if (request.url === "/v1/sys/unseal") {
      whileAsked?.();
      const { key } = JSON.parse(body) as { key: string };
      keys.push(key);
      if (key !== KEY) return response.writeHead(400).end('{"errors":["cipher: message authentication failed"]}');
      isSealed = false;
    }
    return response.end(JSON.stringify({ type: "shamir", initialized, sealed: isSealed, t: 1, n: 1, progress: 0 }));
  });
  return { url, keys, isSealed: () => isSealed };
}

async function answering(answer: RequestListener): Promise<string> {
  server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function run(url: string): Promise<{ code: number; said: string }> {
  const { port } = new URL(url);
  const env = {
    PATH: process.env.PATH,
    VAULT_URL: url,
    VAULT_ROUTE: `vault.home.lab:${port}:127.0.0.1`,
    VAULT_KEY: join(folder, "key"),
  };
  const child = spawn("dash", [script], { env, stdio: ["ignore", "pipe", "pipe"] });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")]);
  return { code: code as number, said: out + err };
}

function commandLines(): string[] {
  return readdirSync("/proc")
    .filter(name => /^\d+$/.test(name))
    .flatMap(process => {
      try {
        return [["cmdline", "environ"].map(file => readFileSync(`/proc/${process}/${file}`, "utf8")).join("\n")];
      } catch {
        return []; // it has ended
      }
    });
}
