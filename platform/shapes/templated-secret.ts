import { Construct } from "constructs";
import { VAULT_MOUNTS, VaultStaticSecret } from "../components/vault-secrets-operator/api.ts";
import { kvPath } from "../naming.ts";

export interface TemplatedSecretProps {
  /** Of the Secret. */
  readonly name: string;
  /** Instance or tool below whose KV prefix it lies, and its name in Vault. */
  readonly owner: string;
  readonly secret: string;
  /** VaultAuth of this namespace by which it is read. */
  readonly login: string;
  /** Go templates by key of the Secret, filled in by the operator: `{{ get .Secrets "password" }}`. */
  readonly templates: Readonly<Record<string, string>>;
}

/** A Secret with what a process reads as it wants to read it, beside the keys that the secret has in Vault. */
export class TemplatedSecret extends Construct {
  constructor(scope: Construct, id: string, { name, owner, secret, login, templates }: TemplatedSecretProps) {
    super(scope, id);
    const texts = Object.entries(templates).map(([key, text]) => [key, { text }] as const);
    new VaultStaticSecret(this, "secret", {
      metadata: { name },
      spec: {
        vaultAuthRef: login,
        mount: VAULT_MOUNTS.kv,
        type: "kv-v2",
        path: kvPath(owner, secret),
        refreshAfter: "1h",
        destination: {
          name,
          create: true,
          transformation: { excludeRaw: true, templates: Object.fromEntries(texts) },
        },
      },
    });
  }
}
