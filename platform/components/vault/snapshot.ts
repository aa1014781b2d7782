import { readFileSync } from "node:fs";
import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { type Container, CronJob, ServiceAccount, type Volume } from "../../kubernetes.ts";
import { owned } from "../../naming.ts";
import { pinnedImage } from "../../pinned-image.ts";
import { CONFINED } from "../../shapes/hardening.ts";
import { Reachability } from "../../shapes/reachability.ts";
import { Secrets } from "../../shapes/secrets.ts";
import { VaultLogin } from "../vault-secrets-operator/vault-login.ts";
import { VAULT, VAULT_ADDRESS } from "./api.ts";
import { VAULT_USER, vaultImage } from "./server.ts";

/** Of the CronJob, its service account, and the role by which it logs in to Vault. */
export const SNAPSHOT = "vault-snapshot";

/** Secret with the key of a Google account that may write to the bucket: `kvv2/vault-snapshot/gcs`. */
const CREDENTIALS = "gcs";

const script = (name: string) => readFileSync(new URL(`./${name}`, import.meta.url), "utf8");

/**
 * Every night a snapshot of Vault's storage goes to the bucket for backups of hosts, below `vault/`, and stays for 30 days.
 *
 * @see https://developer.hashicorp.com/vault/docs/commands/operator/raft#snapshot-save
 * @see https://rclone.org/googlecloudstorage/
 */
export class VaultSnapshot extends Construct {
  constructor(scope: Construct, id: string, cluster: Cluster) {
    super(scope, id);
    new ServiceAccount(this, "account", { metadata: { name: SNAPSHOT }, automountServiceAccountToken: false });
    new VaultLogin(this, "login", { name: SNAPSHOT, role: SNAPSHOT });
    const secrets = { [owned(SNAPSHOT, CREDENTIALS)]: CREDENTIALS };
    new Secrets(this, "secrets", { owner: SNAPSHOT, login: SNAPSHOT, secrets });
    const place = { name: SNAPSHOT, namespace: VAULT.namespace, cluster, routed: false };
    const reaches = [{ tool: VAULT.name, ports: [VAULT.port] }, { internet: [443] }];
    new Reachability(this, "reachability", { ...place, reaches });
    new CronJob(this, "job", {
      metadata: { name: SNAPSHOT },
      spec: {
        schedule: "20 2 * * *",
        concurrencyPolicy: "Forbid",
        startingDeadlineSeconds: 6 * 3600, // after a power cut in the night it is still made
        successfulJobsHistoryLimit: 1,
        failedJobsHistoryLimit: 3,
        jobTemplate: {
          spec: {
            backoffLimit: 2,
            activeDeadlineSeconds: 900,
            template: {
              metadata: { labels: { "app.kubernetes.io/name": SNAPSHOT } },
              spec: {
                serviceAccountName: SNAPSHOT,
                automountServiceAccountToken: false,
                enableServiceLinks: false,
                restartPolicy: "Never",
                securityContext: { ...VAULT_USER, runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
                initContainers: [save(cluster)],
                containers: [upload(cluster)],
                volumes: VOLUMES,
              },
            },
          },
        },
      },
    });
  }
}

function save(cluster: Cluster): Container {
  return {
    name: "save",
    image: vaultImage(cluster),
    imagePullPolicy: "IfNotPresent",
    command: ["/bin/sh", "-euc", script("save-snapshot.sh")],
    env: [
      { name: "VAULT_ADDR", value: VAULT_ADDRESS },
      { name: "ROLE", value: SNAPSHOT },
      { name: "HOME", value: "/tmp" },
    ],
    resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } },
    securityContext: CONFINED,
    volumeMounts: [
      { name: "snapshot", mountPath: "/snapshot" },
      { name: "tmp", mountPath: "/tmp" },
      { name: "token", mountPath: "/var/run/secrets/vault", readOnly: true },
    ],
  };
}

function upload(cluster: Cluster): Container {
  return {
    name: "upload",
    image: pinnedImage(cluster, "rclone", "docker.io/rclone/rclone"),
    imagePullPolicy: "IfNotPresent",
    command: ["/bin/sh", "-euc", script("upload-snapshot.sh")],
    env: [
      { name: "BUCKET", value: cluster.buckets.hostBackups },
      { name: "KEEP_DAYS", value: "30" },
      { name: "HOME", value: "/tmp" },
      { name: "RCLONE_GCS_SERVICE_ACCOUNT_FILE", value: "/credentials/service-account.json" },
      { name: "RCLONE_GCS_BUCKET_POLICY_ONLY", value: "true" },
      { name: "RCLONE_GCS_NO_CHECK_BUCKET", value: "true" }, // the account may write objects, and look at no bucket
    ],
    resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { memory: "128Mi" } },
    securityContext: CONFINED,
    volumeMounts: [
      { name: "snapshot", mountPath: "/snapshot", readOnly: true },
      { name: "tmp", mountPath: "/tmp" },
      { name: "credentials", mountPath: "/credentials", readOnly: true },
    ],
  };
}

const VOLUMES: readonly Volume[] = [
  { name: "snapshot", emptyDir: {} },
  { name: "tmp", emptyDir: {} },
  { name: "credentials", secret: { secretName: owned(SNAPSHOT, CREDENTIALS) } },
  {
    name: "token",
    projected: { sources: [{ serviceAccountToken: { path: "token", audience: "vault", expirationSeconds: 600 } }] },
  },
];
