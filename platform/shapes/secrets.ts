import { Construct } from "constructs";
import { VAULT_MOUNTS, VaultStaticSecret } from "../components/vault-secrets-operator/api.ts";
import { VAULT_LOGIN } from "../components/vault-secrets-operator/vault-login.ts";
import type { Instance } from "../instance.ts";
import { kvPath } from "../naming.ts";

/** The static secrets of an instance: one Secret each, with the keys that it has in Vault. */
export class Secrets extends Construct {
  constructor(scope: Construct, id: string, { name, secrets }: Instance) {
    super(scope, id);
    for (const secret of secrets) {
      new VaultStaticSecret(this, secret, {
        metadata: { name: secret },
        spec: {
          vaultAuthRef: VAULT_LOGIN,
          mount: VAULT_MOUNTS.kv,
          type: "kv-v2",
          path: kvPath(name, secret),
          refreshAfter: "1h",
          destination: { name: secret, create: true, transformation: { excludeRaw: true } },
        },
      });
    }
  }
}
