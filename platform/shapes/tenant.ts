import { Construct } from "constructs";
import type { Quota } from "../../clusters/lab.ts";
import { VaultLogin } from "../components/vault-secrets-operator/vault-login.ts";
import type { Instance } from "../instance.ts";
import {
  Namespace,
  NetworkPolicy,
  type NetworkPolicyEgressRule,
  type NetworkPolicyPeer,
  type NetworkPolicyPort,
  PersistentVolumeClaim,
  ResourceQuota,
  ServiceAccount,
} from "../kubernetes.ts";
import { podSecurity } from "../pod-security.ts";
import { postgresAddress } from "../postgres.ts";
import { DatabaseCredentials } from "./database-credentials.ts";
import { Secrets } from "./secrets.ts";

/**
 * What an instance is given before it runs anything: a namespace that is closed by default, a service account, and
 * whatever its app asked for in one word each (database, secrets, volumes, ports on the Internet).
 */
export class Tenant extends Construct {
  constructor(scope: Construct, id: string, instance: Instance) {
    super(scope, id);
    this.namespace(instance);
    this.isolation(instance);
    new ServiceAccount(this, "account", {
      metadata: { name: instance.name },
      automountServiceAccountToken: false,
    });
    if (instance.database || instance.secrets.length > 0) new VaultLogin(this, "login", { name: instance.name });
    if (instance.database) new DatabaseCredentials(this, "database", instance);
    if (instance.secrets.length > 0) new Secrets(this, "secrets", instance);
    this.volumes(instance);
  }

  private namespace({ name, cluster, environment }: Instance): void {
    new Namespace(this, "namespace", {
      metadata: {
        name,
        labels: podSecurity("restricted"),
      },
    });
    const quota = cluster.environments[environment]?.quota;
    if (quota !== undefined) {
      new ResourceQuota(this, "quota", { metadata: { name: "quota" }, spec: { hard: ceiling(quota) } });
    }
  }

  /** Nothing in, nothing out but names; shapes and declared requests open what they need. */
  private isolation({ internetPorts, database, cluster }: Instance): void {
    const egress: NetworkPolicyEgressRule[] = [
      { to: [CLUSTER_DNS], ports: [port("UDP", 53), port("TCP", 53)] },
      ...(internetPorts.length > 0
        ? [{ to: [INTERNET], ports: internetPorts.map(number => port("TCP", number)) }]
        : []),
    ];
    if (database) {
      const server = { ipBlock: { cidr: `${postgresAddress(cluster)}/32` } };
      egress.push({ to: [server], ports: [port("TCP", cluster.postgres.port)] });
    }
    new NetworkPolicy(this, "isolation", {
      metadata: { name: "isolation" },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"], egress },
    });
  }

  private volumes({ volumes, cluster }: Instance): void {
    for (const [name, size] of Object.entries(volumes)) {
      new PersistentVolumeClaim(this, `volume-${name}`, {
        metadata: { name },
        spec: {
          accessModes: ["ReadWriteOnce"],
          storageClassName: cluster.storage.defaultClass,
          resources: { requests: { storage: size.asString() } },
        },
      });
    }
  }
}

const CLUSTER_DNS: NetworkPolicyPeer = {
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
  podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
};

/** Everything but private and link-local networks: https://www.iana.org/assignments/iana-ipv4-special-registry */
const INTERNET: NetworkPolicyPeer = {
  ipBlock: {
    cidr: "0.0.0.0/0",
    except: ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"],
  },
};

function port(protocol: "TCP" | "UDP", number: number): NetworkPolicyPort {
  return { protocol, port: number };
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
