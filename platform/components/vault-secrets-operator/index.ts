import { defineComponent } from "../../component.ts";
import { serviceHost } from "../../naming.ts";
import { VAULT_CONNECTION, VaultConnection } from "./api.ts";
import { vaultSecretsOperatorDefinitions } from "./definitions.ts";

/** Brings secrets from Vault into Kubernetes Secrets, and keeps them fresh. */
export const vaultSecretsOperator = defineComponent({
  name: "vault-secrets-operator",
  class: "platform",
  namespace: VAULT_CONNECTION.namespace,
  crds: ["secrets.hashicorp.com"],
  definitions: vaultSecretsOperatorDefinitions,
  resources(chart) {
    new VaultConnection(chart, "connection", {
      metadata: { name: VAULT_CONNECTION.name },
      spec: { address: `http://${serviceHost("vault", VAULT_CONNECTION.namespace)}:8200`, skipTLSVerify: false },
    });
  },
});
