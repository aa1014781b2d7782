import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { secret, secrets } from "./source.ts";
import { wordsOf } from "./source-command.ts";
import { variableOf } from "./source-environment.ts";

let folder: string;
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "source "));
  const inherited = Object.keys(process.env).filter(name => name.startsWith("LAB_"));
  for (const name of [...inherited, "VAULT_ADDR", "VAULT_TOKEN"]) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  server?.close();
  server = undefined;
});

/** A password manager in a folder whose name has a blank. */
function useCommand(script: string, words = '"lab/{name}"'): void {
  const file = join(folder, "manager");
  writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  vi.stubEnv("LAB_SECRET_COMMAND", `"${file}" show ${words}`);
}

/** Answers of the KV mount, by path; a path without one is not there. */
async function useVault(answers: Readonly<Record<string, object>>): Promise<string[]> {
  const asked: string[] = [];
  server = createServer(({ url = "", headers }, response) => {
    asked.push(url);
    const answer = headers["x-vault-token"] === "a token" ? answers[url] : undefined;
    response.writeHead(answer === undefined ? 404 : 200).end(JSON.stringify(answer ?? { errors: [] }));
  }).listen(0, "127.0.0.1");
  await new Promise(resolve => server?.once("listening", resolve));
  vi.stubEnv("VAULT_ADDR", `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  vi.stubEnv("VAULT_TOKEN", "a token");
  return asked;
}

describe("secret()", () => {
  test("takes the variable of the environment that is named after it, first of all", async () => {
    vi.stubEnv("LAB_TOFU_PASSPHRASE", "from the environment");
    useCommand("echo from the command");
    expect(await secret("tofu/passphrase")).toBe("from the environment");
    expect(variableOf("ovh/application-key")).toBe("LAB_OVH_APPLICATION_KEY");
  });

  test("asks the command with the name as part of one word, and drops one newline", async () => {
    vi.stubEnv("LAB_TOFU_PASSPHRASE", "");
    useCommand('printf "%s|" "$@"; echo; echo');
    expect(await secret("tofu/passphrase")).toBe("show|lab/tofu/passphrase|\n");
  });

  test("lets no shell read the command", async () => {
    useCommand('printf "%s" "$2"', "$(id);`id`;{name}>out");
    expect(await secret("gitea/token")).toBe("$(id);`id`;gitea/token>out");
  });

  test("says how the command failed, in its own words but for the value", async () => {
    useCommand('echo "open sesame"; echo "I printed open sesame, and was locked" >&2; exit 6');
    const failure = await secret("gitea/token").catch((error: Error) => error.message);
    expect(failure).toContain('manager", which LAB_SECRET_COMMAND names, ended with 6: I printed …, and was locked');
    expect(failure).not.toContain("sesame");
  });

  test.each([
    ["printed nothing", "true", undefined],
    ["ended with 127", "nowhere-to-be-found", undefined],
    ["LAB_SECRET_COMMAND has no {name}", "true", "lab"],
  ])("goes on to the next way when the command %s", async (reason, script, words) => {
    useCommand(script, words);
    await expect(secret("gitea/token")).rejects.toThrow(reason);
    await useVault({ "/v1/kvv2/data/_lab/gitea/token": { data: { data: { value: "from Vault" } } } });
    expect(await secret("gitea/token")).toBe("from Vault");
  });

  test.each(["tofu/passphrase", "vault/token"])("never asks Vault for %s", async name => {
    const asked = await useVault({});
    const failure = await secret(name).catch((error: Error) => error.message);
    expect(failure).not.toContain("Vault:");
    expect(asked).toEqual([]);
  });

  test("says what to do when Vault has no value, and what is wrong with Vault", async () => {
    await useVault({ "/v1/kvv2/data/_lab/ovh/key": { data: { data: { other: "x" } } } });
    await expect(secret("ovh/key")).rejects.toThrow("there is no value, vault kv put kvv2/_lab/ovh/key value=-");
    server?.close();
    server?.closeAllConnections();
    await expect(secret("ovh/key")).rejects.toThrow("it cannot be reached (ECONNREFUSED)");
  });

  test("shows no token to a network that would read it", async () => {
    vi.stubEnv("VAULT_ADDR", "http://vault.home.invalid");
    vi.stubEnv("VAULT_TOKEN", "a token");
    await expect(secret("cloudflare/token")).rejects.toThrow(
      'Vault: VAULT_ADDR is "http://vault.home.invalid", by which everybody on the way would read the token, write https://',
    );
  });

  test("lists every way that would do when there is none", async () => {
    await expect(secret("cloudflare/token")).rejects.toThrow(
      'Cannot find secret "cloudflare/token", any one of these ways would do:\n' +
        "  the environment: LAB_CLOUDFLARE_TOKEN is not set\n" +
        '  a command: LAB_SECRET_COMMAND is not set, to something such as "op read op://lab/{name}" or "pass show lab/{name}"\n' +
        "  Vault: VAULT_ADDR and VAULT_TOKEN are not both set\n" +
        "  a question: this is no terminal",
    );
  });

  test.each(["passphrase", "../etc/passwd", "a/b c", "a/$(id)", "a//b"])("refuses the name %s", async name => {
    await expect(secret(name)).rejects.toThrow(`Cannot look for secret "${name}"`);
  });
});

describe("secrets()", () => {
  test("gives each by its name", async () => {
    vi.stubEnv("LAB_GITEA_TOKEN", "one");
    vi.stubEnv("LAB_OVH_KEY", "two");
    expect(await secrets(["gitea/token", "ovh/key", "gitea/token"])).toEqual({
      "gitea/token": "one",
      "ovh/key": "two",
    });
  });

  test("names all that are missing at once", async () => {
    vi.stubEnv("LAB_OVH_KEY", "two");
    const failure: string = await secrets(["gitea/token", "ovh/key", "tofu/passphrase"]).catch(error => error.message);
    expect(failure.match(/^Cannot find secret "[^"]+"/gm)).toEqual([
      'Cannot find secret "gitea/token"',
      'Cannot find secret "tofu/passphrase"',
    ]);
  });
});

test("wordsOf() splits at blanks, and keeps together what quotes hold", () => {
  expect(wordsOf(`security  find -s 'lab {name}' -a "my \\account" op://"a b"/{name}`)).toEqual([
    ...["security", "find", "-s", "lab {name}", "-a", "my \\account", "op://a b/{name}"],
  ]);
});
