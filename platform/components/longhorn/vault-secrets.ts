import { Construct } from "constructs";
import { ServiceAccount } from "../../kubernetes.ts";
import { Secrets } from "../../shapes/secrets.ts";
import { TemplatedSecret } from "../../shapes/templated-secret.ts";
import { VAULT_LOGIN, VaultLogin } from "../vault-secrets-operator/vault-login.ts";

/** Longhorn's name in Vault: its role, and the prefix of its secrets. */
const OWNER = "longhorn";

/** Secret with the key to the bucket of backups. */
export const BACKUP_SECRET = "longhorn-backup";

export interface VaultSecretsProps {
  /** Name of the Secret with those who may pass Traefik. */
  readonly users: string;
}

/**
 * What Longhorn reads from Vault: who may pass Traefik, and an HMAC key of a service account that may write to the
 * bucket of backups.
 *
 * @see https://cloud.google.com/storage/docs/authentication/hmackeys
 */
export class VaultSecrets extends Construct {
  constructor(scope: Construct, id: string, { users }: VaultSecretsProps) {
    super(scope, id);
    new ServiceAccount(this, "account", { metadata: { name: OWNER }, automountServiceAccountToken: false });
    new VaultLogin(this, "login", { role: OWNER });
    new Secrets(this, "users", { owner: OWNER, login: VAULT_LOGIN, secrets: { [users]: "users" } });
    new TemplatedSecret(this, "backup", {
      name: BACKUP_SECRET,
      owner: OWNER,
      secret: "backup",
      login: VAULT_LOGIN,
      // By this very host Longhorn knows that Google changes a header after it was signed (longhorn/longhorn#12676).
      templates: { AWS_ENDPOINTS: "https://storage.googleapis.com" },
    });
  }
}
