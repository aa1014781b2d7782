import { defineComponent } from "../../component.ts";
import { Reachability } from "../../shapes/reachability.ts";
import { VAULT, VAULT_ADDRESS } from "../vault/api.ts";
import { operatorAlerts } from "./alerts.ts";
import {
  CLIENT_CACHE_KEY,
  CLIENT_CACHE_LABEL,
  VAULT_CONNECTION,
  VAULT_MOUNTS,
  VaultAuth,
  VaultConnection,
} from "./api.ts";
import { Controller } from "./controller.ts";
import { vaultSecretsOperatorDefinitions } from "./definitions.ts";
import { Permissions } from "./permissions.ts";

const NAME = "vault-secrets-operator";
const { namespace } = VAULT_CONNECTION;

/** Brings secrets from Vault into Kubernetes Secrets, and keeps them fresh. */
export const vaultSecretsOperator = defineComponent({
  name: NAME,
  class: "platform",
  namespace,
  crds: ["secrets.hashicorp.com"],
  definitions: vaultSecretsOperatorDefinitions,
  alerts: () => operatorAlerts,
  resources(chart, cluster) {
    new VaultConnection(chart, "connection", {
      metadata: { name: VAULT_CONNECTION.name },
      spec: { address: VAULT_ADDRESS, skipTLSVerify: false },
    });
    new VaultAuth(chart, "cache", {
      metadata: { name: NAME, labels: CLIENT_CACHE_LABEL },
      spec: {
        method: "kubernetes",
        mount: VAULT_MOUNTS.kubernetes,
        vaultConnectionRef: `${namespace}/${VAULT_CONNECTION.name}`,
        kubernetes: { role: NAME, serviceAccount: NAME, audiences: ["vault"] },
        storageEncryption: { mount: VAULT_MOUNTS.transit, keyName: CLIENT_CACHE_KEY },
      },
    });
    new Permissions(chart, "permissions", { name: NAME, namespace });
    new Controller(chart, "controller", { cluster, name: NAME });
    new Reachability(chart, "reachability", {
      ...{ name: NAME, namespace, cluster, routed: false },
      reaches: ["api-server", { tool: VAULT.name, ports: [VAULT.port] }],
    });
  },
});
