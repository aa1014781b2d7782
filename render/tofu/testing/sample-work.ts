import type { StackWork } from "../stack-work.ts";

/** For tests: the stack `vault` of the cluster `home`. */
export const sampleWork: StackWork = {
  cluster: "home",
  stack: "vault",
  folder: "/lab/platform/tofu/vault",
  variables: "/lab/rendered/home/tofu/vault.tfvars.json",
  state: { cluster: "home", domain: "home.lab", stack: "vault", state_bucket: "home-tf" },
  data: "/cache/tofu/home/vault",
  credentials: ["VAULT_TOKEN"],
  secrets: { TF_VAR_state_passphrase: "open sesame, please", VAULT_TOKEN: "hvs.sample" },
  settings: { VAULT_ADDR: "https://vault.home.lab" },
};
