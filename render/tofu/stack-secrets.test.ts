import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Stack } from "../../platform/tofu/stack.ts";
import { stackSecrets } from "./stack-secrets.ts";

const stack = (name: string, credentials: Stack["credentials"]): Stack => ({
  name,
  makes: "Samples.",
  needs: [],
  credentials,
  variables: () => ({}),
});
const vault = stack("vault", { VAULT_TOKEN: "vault/token" });
const dns = stack("dns", { CLOUDFLARE_API_TOKEN: "cloudflare/token", VAULT_TOKEN: "vault/token" });

beforeEach(() => {
  for (const name of Object.keys(process.env).filter(each => each.startsWith("LAB_"))) vi.stubEnv(name, undefined);
  for (const name of ["VAULT_TOKEN", "VAULT_ADDR", "CLOUDFLARE_API_TOKEN"]) vi.stubEnv(name, undefined);
  vi.stubEnv("LAB_TOFU_PASSPHRASE", "the passphrase");
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe("stackSecrets()", () => {
  test("gives each stack the passphrase and its own credentials, under the names that its providers know", async () => {
    vi.stubEnv("LAB_VAULT_TOKEN", "of Vault");
    vi.stubEnv("LAB_CLOUDFLARE_TOKEN", "of Cloudflare");
    expect(Object.fromEntries(await stackSecrets([vault, dns], { onlyState: false }))).toEqual({
      vault: { TF_VAR_state_passphrase: "the passphrase", VAULT_TOKEN: "of Vault" },
      dns: {
        TF_VAR_state_passphrase: "the passphrase",
        VAULT_TOKEN: "of Vault",
        CLOUDFLARE_API_TOKEN: "of Cloudflare",
      },
    });
  });

  test("asks for no credential that the environment has under the provider's name", async () => {
    vi.stubEnv("VAULT_TOKEN", "signed in");
    expect((await stackSecrets([vault], { onlyState: false })).get("vault")).toEqual({
      TF_VAR_state_passphrase: "the passphrase",
    });
  });

  test("asks for no credential at all when only states are read", async () => {
    expect((await stackSecrets([dns], { onlyState: true })).get("dns")).toEqual({
      TF_VAR_state_passphrase: "the passphrase",
    });
  });

  test("names every secret of every stack that is missing, each once", async () => {
    const failure: string = await stackSecrets([vault, dns], { onlyState: false }).catch(error => error.message);
    expect(failure.match(/^Cannot find secret "[^"]+"/gm)).toEqual([
      'Cannot find secret "vault/token"',
      'Cannot find secret "cloudflare/token"',
    ]);
  });
});
