import { Construct } from "constructs";
import { VAULT_MOUNTS, VaultDynamicSecret } from "../components/vault-secrets-operator/api.ts";
import { VAULT_LOGIN } from "../components/vault-secrets-operator/vault-login.ts";
import type { Instance } from "../instance.ts";
import { databaseCredentialsPath } from "../naming.ts";
import { postgresAddress } from "../postgres.ts";

/** Secret with `URL`, `HOST`, `PORT`, `NAME`, `USER` and `PASSWORD`; shapes pass them on as `DATABASE_URL` ... */
export const DATABASE_SECRET = "database";

/**
 * Credentials of an instance for its own PostgreSQL database: a user that Vault makes, that expires, and whose tables
 * belong to the instance's owner role. Whoever reads the Secret is restarted when the user changes.
 */
export class DatabaseCredentials extends Construct {
  constructor(scope: Construct, id: string, instance: Instance) {
    super(scope, id);
    new VaultDynamicSecret(this, "secret", {
      metadata: { name: DATABASE_SECRET },
      spec: {
        vaultAuthRef: VAULT_LOGIN,
        mount: VAULT_MOUNTS.database,
        path: databaseCredentialsPath(instance.name),
        renewalPercent: 67,
        revoke: true,
        destination: {
          name: DATABASE_SECRET,
          create: true,
          transformation: { excludeRaw: true, templates: templates(instance) },
        },
      },
    });
  }
}

/** Go templates, filled in by the operator: the values exist in the cluster only. */
function templates({ cluster, name }: Instance) {
  const host = postgresAddress(cluster);
  const { port } = cluster.postgres;
  const user = '{{ get .Secrets "username" }}';
  const password = '{{ get .Secrets "password" }}';
  return {
    URL: {
      text: `postgres://{{ get .Secrets "username" | urlquery }}:{{ get .Secrets "password" | urlquery }}@${host}:${port}/${name}`,
    },
    HOST: { text: host },
    PORT: { text: String(port) },
    NAME: { text: name },
    USER: { text: user },
    PASSWORD: { text: password },
  };
}
