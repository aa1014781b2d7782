import { Construct } from "constructs";
import type { Cluster } from "../../clusters/lab.ts";
import { VAULT_MOUNTS, VaultDynamicSecret } from "../components/vault-secrets-operator/api.ts";
import { RENEWAL_PERCENT } from "../lifetimes.ts";
import { databaseCredentialsPath } from "../naming.ts";
import { postgresAddress } from "../postgres.ts";

/** Secret with `URL`, `HOST`, `PORT`, `NAME`, `USER` and `PASSWORD`; shapes pass them on as `DATABASE_URL` ... */
export const DATABASE_SECRET = "database";

export interface DatabaseCredentialsProps {
  readonly cluster: Cluster;
  /** The database, which is named as the instance or tool that owns it. */
  readonly database: string;
  /** Name of the Secret. */
  readonly secret: string;
  /** VaultAuth of this namespace by which they are read. */
  readonly login: string;
}

/**
 * Credentials of an instance or tool for its own PostgreSQL database: a user that Vault makes, that expires, and whose tables
 * belong to the instance's owner role. Whoever reads the Secret is restarted when the user changes.
 */
export class DatabaseCredentials extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseCredentialsProps) {
    super(scope, id);
    new VaultDynamicSecret(this, "secret", {
      metadata: { name: props.secret },
      spec: {
        vaultAuthRef: props.login,
        mount: VAULT_MOUNTS.database,
        path: databaseCredentialsPath(props.database),
        renewalPercent: RENEWAL_PERCENT,
        revoke: true,
        destination: {
          name: props.secret,
          create: true,
          transformation: { excludeRaw: true, templates: templates(props) },
        },
      },
    });
  }
}

/** Go templates, filled in by the operator: the values exist in the cluster only. */
function templates({ cluster, database }: DatabaseCredentialsProps) {
  const host = postgresAddress(cluster);
  const { port } = cluster.postgres;
  const user = '{{ get .Secrets "username" }}';
  const password = '{{ get .Secrets "password" }}';
  return {
    URL: {
      text: `postgres://{{ get .Secrets "username" | urlquery }}:{{ get .Secrets "password" | urlquery }}@${host}:${port}/${database}`,
    },
    HOST: { text: host },
    PORT: { text: String(port) },
    NAME: { text: database },
    USER: { text: user },
    PASSWORD: { text: password },
  };
}
