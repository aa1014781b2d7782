import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import {
  ClusterRoleBinding,
  ConfigMap,
  Service,
  ServiceAccount,
  StatefulSet,
  type Volume,
  type VolumeMount,
} from "../../kubernetes.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { configDigest } from "../../shapes/config-digest.ts";
import { CONFINED } from "../../shapes/hardening.ts";
import { scraped } from "../../shapes/metrics.ts";
import { CRITICAL } from "../foundation/priorities.ts";
import { JOB_GROUPS, jobGroupLabels } from "../longhorn/job-groups.ts";
import { VAULT } from "./api.ts";
import { DATA_FOLDER, KMS_CREDENTIALS_FOLDER, settings } from "./settings.ts";

const labels = { "app.kubernetes.io/name": VAULT.name };

/** Name of the Secret with the credentials for a key of Google Cloud: made by hand, for Vault cannot bring it to itself. */
export const KMS_SECRET = "vault-kms";

/** The image of the server, which is also its command line. */
export function vaultImage(cluster: Cluster): string {
  return pinnedImage(cluster, "vault", "docker.io/hashicorp/vault");
}

/** User and group that the image makes for Vault. */
export const VAULT_USER = { runAsUser: 100, runAsGroup: 1000, fsGroup: 1000 } as const;

/**
 * The one server with its volume. It is replaced only when somebody deletes its pod: after each start it is sealed, so
 * a new version or setting waits for a moment at which somebody, or the timer, can unseal it.
 *
 * @see https://developer.hashicorp.com/vault/docs/deploy/kubernetes/helm/run#upgrading-vault-servers
 */
export class VaultServer extends Construct {
  constructor(scope: Construct, id: string, cluster: Cluster) {
    super(scope, id);
    const data = { "vault.hcl": settings(cluster) };
    new ServiceAccount(this, "account", { metadata: { name: VAULT.name } });
    // Vault asks the API server whose token it was shown.
    new ClusterRoleBinding(this, "reviewer", {
      metadata: { name: "vault-server-binding" },
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "system:auth-delegator" },
      subjects: [{ kind: "ServiceAccount", name: VAULT.name, namespace: VAULT.namespace }],
    });
    new ConfigMap(this, "settings", { metadata: { name: "vault-config" }, data });
    this.services();
    this.statefulSet(cluster, data);
  }

  /** A sealed server is not ready, and who unseals it must reach it all the same. */
  private services(): void {
    const spec = {
      selector: labels,
      publishNotReadyAddresses: true,
      ports: [
        { name: "http", port: VAULT.port, targetPort: 8200 },
        { name: "https-internal", port: 8201, targetPort: 8201 },
      ],
    };
    new Service(this, "service", { metadata: { name: VAULT.name }, spec });
    new Service(this, "internal", { metadata: { name: "vault-internal" }, spec: { ...spec, clusterIP: "None" } });
  }

  private statefulSet(cluster: Cluster, data: Readonly<Record<string, string>>): void {
    const metrics = scraped({ port: VAULT.port, path: "/v1/sys/metrics" });
    const kms = cluster.vault.unseal === "kms";
    new StatefulSet(this, "server", {
      metadata: { name: VAULT.name },
      spec: {
        serviceName: "vault-internal",
        replicas: 1,
        podManagementPolicy: "Parallel",
        updateStrategy: { type: "OnDelete" },
        revisionHistoryLimit: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: {
            labels: { ...labels, ...metrics.labels },
            // Without the format Vault answers in its own, unless the asker prefers OpenMetrics to all others.
            annotations: { ...metrics.annotations, "prometheus.io/param_format": "prometheus", ...configDigest(data) },
          },
          spec: {
            serviceAccountName: VAULT.name,
            automountServiceAccountToken: true,
            enableServiceLinks: false,
            priorityClassName: CRITICAL,
            terminationGracePeriodSeconds: 10,
            securityContext: {
              ...VAULT_USER,
              runAsNonRoot: true,
              fsGroupChangePolicy: "OnRootMismatch",
              seccompProfile: { type: "RuntimeDefault" },
            },
            containers: [
              {
                name: VAULT.name,
                image: vaultImage(cluster),
                imagePullPolicy: "IfNotPresent",
                command: ["vault", "server", "-config=/vault/config/vault.hcl"],
                env: [
                  { name: "VAULT_ADDR", value: `http://127.0.0.1:${VAULT.port}` }, // for who works inside the pod
                  { name: "HOME", value: "/home/vault" },
                ],
                ports: [
                  { name: "http", containerPort: VAULT.port },
                  { name: "https-internal", containerPort: 8201 },
                ],
                readinessProbe: {
                  httpGet: { path: "/v1/sys/health?standbyok=true", port: "http" },
                  initialDelaySeconds: 5,
                  periodSeconds: 5,
                  timeoutSeconds: 3,
                  failureThreshold: 2,
                },
                // Who asks it from inside runs in here too: were both ended for memory, it would be sealed.
                resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { memory: "512Mi" } },
                securityContext: CONFINED,
                volumeMounts: [...MOUNTS, ...(kms ? [KMS_MOUNT] : [])],
              },
            ],
            volumes: [...VOLUMES, ...(kms ? [KMS_VOLUME] : [])],
          },
        },
        volumeClaimTemplates: [
          {
            ...CLAIM, // the API server writes it too, and Argo CD would see a difference for ever
            metadata: { name: "data", labels: jobGroupLabels(JOB_GROUPS.backedUp) },
            spec: {
              accessModes: ["ReadWriteOnce"],
              storageClassName: cluster.storage.defaultClass,
              resources: { requests: { storage: "10Gi" } },
            },
          },
        ],
      },
    });
  }
}

const CLAIM = { apiVersion: "v1", kind: "PersistentVolumeClaim" };

const MOUNTS: readonly VolumeMount[] = [
  { name: "data", mountPath: DATA_FOLDER },
  { name: "config", mountPath: "/vault/config", readOnly: true },
  { name: "home", mountPath: "/home/vault" },
  { name: "tmp", mountPath: "/tmp" }, // a snapshot is put together here
];

const VOLUMES: readonly Volume[] = [
  { name: "config", configMap: { name: "vault-config" } },
  { name: "home", emptyDir: {} },
  { name: "tmp", emptyDir: {} },
];

const KMS_MOUNT: VolumeMount = { name: "kms", mountPath: KMS_CREDENTIALS_FOLDER, readOnly: true };

/** Optional, so that Vault starts and says what it lacks; nothing of this repository makes the Secret. */
const KMS_VOLUME: Volume = { name: "kms", secret: { secretName: KMS_SECRET, optional: true } };
