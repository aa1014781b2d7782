import type { Definitions } from "../../component.ts";

/** The CRDs of the Vault Secrets Operator. */
export const vaultSecretsOperatorDefinitions: Definitions = {
  url: version => `https://raw.githubusercontent.com/hashicorp/vault-secrets-operator/${version}/config/crd/bases`,
  mirror: "vault-secrets-operator/crds",
  files: [
    "secrets.hashicorp.com_csisecrets.yaml",
    "secrets.hashicorp.com_hcpauths.yaml",
    "secrets.hashicorp.com_hcpvaultsecretsapps.yaml",
    "secrets.hashicorp.com_secrettransformations.yaml",
    "secrets.hashicorp.com_vaultauthglobals.yaml",
    "secrets.hashicorp.com_vaultauths.yaml",
    "secrets.hashicorp.com_vaultconnections.yaml",
    "secrets.hashicorp.com_vaultdynamicsecrets.yaml",
    "secrets.hashicorp.com_vaultpkisecrets.yaml",
    "secrets.hashicorp.com_vaultstaticsecrets.yaml",
  ],
  digests: {
    "v1.4.1": {
      "secrets.hashicorp.com_csisecrets.yaml": "7475e4a59c0873934be2a797d04faec6037f27f7043a2c77aa9304c3da4e520a",
      "secrets.hashicorp.com_hcpauths.yaml": "657a0c5e67ee1be7a4da223a5be37904eea5aa1a4799ec1c78b0191d33a24985",
      "secrets.hashicorp.com_hcpvaultsecretsapps.yaml":
        "ab8fc5c7d0cda26d5e11ac09a0e47fa609af819c987953a13ccfe4480595fb24",
      "secrets.hashicorp.com_secrettransformations.yaml":
        "8e490170d4a6becc68b8c303eca4ba77e06b2c7c5508111e00f1c7a380969ec6",
      "secrets.hashicorp.com_vaultauthglobals.yaml": "85a6f27b03a4aa63517817f55d724899da8e0cc85aea6e35784a53fc31b88dce",
      "secrets.hashicorp.com_vaultauths.yaml": "1b480133507978048a698340cec528379748405e224fb84968ff173a1be15ed0",
      "secrets.hashicorp.com_vaultconnections.yaml": "ee7f001dd645e39b6bdff44984cf9e9eeb5384518ba484b7d0afce875517283b",
      "secrets.hashicorp.com_vaultdynamicsecrets.yaml":
        "892b27dddbeef177a64207565dd4675e02cab2436f108ed9bed0154ffd2a9fce",
      "secrets.hashicorp.com_vaultpkisecrets.yaml": "416b4f5c7904bf7ce0b807b5c9738bd082cf18a823dddd87df46899b7900af18",
      "secrets.hashicorp.com_vaultstaticsecrets.yaml":
        "6c4d9c3b1a6bebb1dc19681d32985b66bece3a8288bb7b1812c14196a1ae97bd",
    },
  },
};
