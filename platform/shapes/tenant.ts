import { Construct } from "constructs";
import type { Quota } from "../../clusters/lab.ts";
import { claimBackup } from "../claim-backup.ts";
import { VAULT_LOGIN, VaultLogin } from "../components/vault-secrets-operator/vault-login.ts";
import type { Instance } from "../instance.ts";
import { Namespace, PersistentVolumeClaim, ResourceQuota, ServiceAccount } from "../kubernetes.ts";
import { podSecurity } from "../pod-security.ts";
import { DATABASE_SECRET, DatabaseCredentials } from "./database-credentials.ts";
import { Isolation } from "./isolation.ts";
import { Secrets } from "./secrets.ts";
import { usesLabels } from "./uses.ts";

/**
 * What an instance is given before it runs anything: a namespace that is closed by default, a service account, and
 * whatever its app asked for in one word each (database, secrets, volumes, ports on the Internet).
 */
export class Tenant extends Construct {
  constructor(scope: Construct, id: string, instance: Instance) {
    super(scope, id);
    this.namespace(instance);
    new Isolation(this, "isolation", instance);
    new ServiceAccount(this, "account", {
      metadata: { name: instance.name },
      automountServiceAccountToken: false,
    });
    if (instance.database || instance.secrets.length > 0) new VaultLogin(this, "login", { role: instance.name });
    if (instance.database) new DatabaseCredentials(this, "database", credentials(instance));
    new Secrets(this, "secrets", secrets(instance));
    this.volumes(instance);
  }

  private namespace(instance: Instance): void {
    const { name, cluster, environment } = instance;
    new Namespace(this, "namespace", {
      metadata: {
        name,
        labels: { ...podSecurity("restricted"), ...usesLabels(instance.tools) },
      },
    });
    const quota = cluster.environments[environment]?.quota;
    if (quota !== undefined) {
      new ResourceQuota(this, "quota", { metadata: { name: "quota" }, spec: { hard: ceiling(quota) } });
    }
  }

  private volumes({ volumes, cluster }: Instance): void {
    for (const [name, size] of Object.entries(volumes)) {
      new PersistentVolumeClaim(this, `volume-${name}`, {
        metadata: { name, ...claimBackup() },
        spec: {
          accessModes: ["ReadWriteOnce"],
          storageClassName: cluster.storage.defaultClass,
          resources: { requests: { storage: size.asString() } },
        },
      });
    }
  }
}

function credentials({ cluster, name }: Instance) {
  return { cluster, database: name, secret: DATABASE_SECRET, login: VAULT_LOGIN };
}

function secrets(instance: Instance) {
  return {
    owner: instance.name,
    login: VAULT_LOGIN,
    secrets: Object.fromEntries(instance.secrets.map(name => [name, name])),
  };
}

function ceiling(quota: Quota): Record<string, string> {
  return {
    "requests.cpu": `${quota.cpuMillicores}m`,
    "requests.memory": `${quota.memoryMebibytes}Mi`,
    "limits.memory": `${quota.memoryMebibytes}Mi`,
    "requests.storage": `${quota.storageGibibytes}Gi`,
    pods: String(quota.pods),
  };
}
