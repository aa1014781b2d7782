import { Construct } from "constructs";
import { VAULT_MOUNTS, VaultStaticSecret } from "../components/vault-secrets-operator/api.ts";
import { kvPath } from "../naming.ts";

export interface SecretsProps {
  /** Instance or tool below whose KV prefix they lie. */
  readonly owner: string;
  /** VaultAuth of this namespace by which they are read. */
  readonly login: string;
  /** Where they arrive. Default: the namespace of the chart. */
  readonly namespace?: string;
  /** Names of the Secrets, with the name of each in Vault: `{ "grafana-admin": "admin" }`. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Static secrets: one Secret each, with the keys that it has in Vault. */
export class Secrets extends Construct {
  constructor(scope: Construct, id: string, { owner, login, namespace, secrets }: SecretsProps) {
    super(scope, id);
    for (const [name, secret] of Object.entries(secrets)) {
      new VaultStaticSecret(this, name, {
        metadata: { name, ...(namespace !== undefined && { namespace }) },
        spec: {
          vaultAuthRef: login,
          mount: VAULT_MOUNTS.kv,
          type: "kv-v2",
          path: kvPath(owner, secret),
          refreshAfter: "1h",
          destination: { name, create: true, transformation: { excludeRaw: true } },
        },
      });
    }
  }
}
