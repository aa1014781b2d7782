import { Construct } from "constructs";
import type { Cluster } from "../../../clusters/lab.ts";
import { ConfigMap } from "../../kubernetes.ts";
import { LONGHORN_LABELS } from "./labels.ts";
import { BACKUP_SECRET } from "./vault-secrets.ts";

/**
 * Where volumes are backed up to. Until Vault has given the key once, Longhorn runs without backups and asks again at
 * each poll: Vault itself stands on one of its volumes.
 *
 * The bucket may have no retention policy and no lifecycle rule: Longhorn rewrites and deletes blocks and locks there.
 *
 * @see https://longhorn.io/docs/1.12.1/snapshots-and-backups/backup-and-restore/set-backup-target/
 */
export class BackupTarget extends Construct {
  constructor(scope: Construct, id: string, { cluster }: { readonly cluster: Cluster }) {
    super(scope, id);
    new ConfigMap(this, "target", {
      metadata: { name: "longhorn-default-resource", labels: LONGHORN_LABELS },
      data: { "default-resource.yaml": defaultResource(cluster.buckets.longhornBackups) },
    });
  }
}

/**
 * Google's S3 interface knows no regions, but the address must name one, and end with a slash. Each poll, here every
 * hour, lists the whole bucket, and Google counts such requests.
 */
function defaultResource(bucket: string): string {
  return `backup-target: "s3://${bucket}@us/"
backup-target-credential-secret: "${BACKUP_SECRET}"
backupstore-poll-interval: "3600"
`;
}
