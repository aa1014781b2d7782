import { Construct } from "constructs";
import type { Cluster } from "../../clusters/lab.ts";
import { claimBackup } from "../claim-backup.ts";
import { VaultLogin } from "../components/vault-secrets-operator/vault-login.ts";
import { PersistentVolumeClaim, ServiceAccount } from "../kubernetes.ts";
import { owned } from "../naming.ts";
import type { ToolRequests, ToolVolume } from "../tool.ts";
import { toolSecrets } from "../tool-secrets.ts";
import { DatabaseCredentials } from "./database-credentials.ts";
import { InternalRoute } from "./internal-route.ts";
import { type Reach, Reachability } from "./reachability.ts";
import { Secrets } from "./secrets.ts";

export type { Reach } from "./reachability.ts";

export interface ToolTenantProps extends ToolRequests {
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly host: string;
}

/**
 * What a tool is given before it runs anything, each for one word of its declaration: a service account of its name,
 * secrets, credentials of a database, volumes, a route, and policies. Everything carries the tool's name, for tools
 * share a namespace.
 */
export class ToolTenant extends Construct {
  constructor(scope: Construct, id: string, props: ToolTenantProps) {
    super(scope, id);
    const { name, route, database = false, volumes = {} } = props;
    const secrets = Object.keys(toolSecrets(props, props.cluster));
    new ServiceAccount(this, "account", { metadata: { name }, automountServiceAccountToken: false });
    if (database || secrets.length > 0) new VaultLogin(this, "login", { name, role: name });
    new Secrets(this, "secrets", { owner: name, login: name, secrets: byObject(name, secrets) });
    if (database) {
      const place = { cluster: props.cluster, database: name, secret: owned(name, "database"), login: name };
      new DatabaseCredentials(this, "database", place);
    }
    for (const [volume, request] of Object.entries(volumes)) this.claim(props, volume, request);
    if (route !== undefined) new InternalRoute(this, "route", { ...route, name, host: props.host });
    new Reachability(this, "reachability", { ...props, routed: route !== undefined, reaches: reachesOf(props) });
  }

  private claim(
    { name, cluster }: ToolTenantProps,
    volume: string,
    { size, storageClass, noBackup }: ToolVolume,
  ): void {
    new PersistentVolumeClaim(this, `volume-${volume}`, {
      metadata: { name: owned(name, volume), ...claimBackup(noBackup) },
      spec: {
        accessModes: ["ReadWriteOnce"],
        storageClassName: storageClass ?? cluster.storage.defaultClass,
        resources: { requests: { storage: size.asString() } },
      },
    });
  }
}

function byObject(name: string, secrets: readonly string[]): Record<string, string> {
  return Object.fromEntries(secrets.map(secret => [owned(name, secret), secret]));
}

function reachesOf({ database, reaches = [] }: ToolTenantProps): readonly Reach[] {
  return database ? ["postgres", ...reaches] : reaches;
}
