import { expect, test } from "vitest";
import { sampleWork } from "./testing/sample-work.ts";
import { tofuEnvironment } from "./tofu-environment.ts";

test("tofuEnvironment() adds what tofu needs, and keeps what a user sets for it", () => {
  const inherited = { PATH: "/bin", TF_CLI_CONFIG_FILE: "/home/ada/.tofurc", TF_PLUGIN_CACHE_DIR: "/cache" };
  expect(tofuEnvironment(sampleWork, inherited)).toEqual({
    ...inherited,
    TF_IN_AUTOMATION: "1",
    CHECKPOINT_DISABLE: "1",
    TF_DATA_DIR: "/cache/tofu/home/vault",
    VAULT_ADDR: "https://vault.home.lab",
    VAULT_TOKEN: "hvs.sample",
    TF_VAR_state_passphrase: "open sesame, please",
  });
});

test.each([
  ["TF_WORKSPACE", "TF_CLI_ARGS", "TF_CLI_ARGS_apply", "TF_LOG", "TF_LOG_PATH", "TF_LOG_PROVIDER", "TF_ENCRYPTION"],
  ["TF_VAR_kubernetes_host", "TF_VAR_account_id", "TF_REATTACH_PROVIDERS"],
  ["CLOUDFLARE_API_TOKEN", "PGPASSWORD", "GITEA_TOKEN", "OVH_CONSUMER_KEY"],
  ["LAB_TOFU_PASSPHRASE", "LAB_OVH_CONSUMER_KEY", "LAB_SECRET_COMMAND"],
])("tofuEnvironment() passes on neither %s nor its like", (...names) => {
  const fresh = tofuEnvironment(sampleWork, Object.fromEntries(names.map(name => [name, "x"])));
  expect(names.filter(name => name in fresh)).toEqual([]);
});

test("tofuEnvironment() passes on what its own providers are told, and what the state is reached with", () => {
  const inherited = { TF_VAR_account_id: "7", VAULT_TOKEN: "hvs.of-the-user", GOOGLE_CREDENTIALS: "{}" };
  const work = { ...sampleWork, credentials: ["TF_VAR_account_id", "VAULT_TOKEN"], secrets: {} };
  expect(tofuEnvironment(work, inherited)).toMatchObject(inherited);
});
