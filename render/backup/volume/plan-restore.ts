import { type KubeItem, objectsOf } from "../../recover/read/objects.ts";
import type { Kubectl } from "../../remote/kubectl.ts";
import type { LabAt } from "../../up/lab-at.ts";
import type { ClaimName } from "./claim-name.ts";
import { type ClaimUser, USER_KINDS, usersOf } from "./claim-users.ts";
import { type PendingRestore, readClaim, readPending } from "./read-restore.ts";
import { BACKUP_KINDS, backupNamed, backupsOf, type VolumeBackup } from "./volume-backup.ts";

/** What a restore of a volume is going to do. */
export interface VolumeRestore {
  readonly claim: ClaimName;
  readonly backup: VolumeBackup;
  /** Who rests meanwhile. */
  readonly users: readonly ClaimUser[];
  /** Volume that the claim has now, which stays; absent where the claim is gone. */
  readonly old?: string;
  /** Of one that was stopped in the middle: what it has made already. */
  readonly pending?: PendingRestore;
}

/** Backups of a claim, the oldest first. */
export async function volumeBackups({ kubectl }: Pick<LabAt, "kubectl">, claim: ClaimName): Promise<VolumeBackup[]> {
  return backupsOf(await objectsOf(kubectl, BACKUP_KINDS), claim);
}

/**
 * Looks what there is, and what a restore would do.
 *
 * @param wanted name of a backup, or `latest`; a restore that was stopped in the middle goes on with its own
 * @throws {Error} when there is no such backup, or something uses the claim that cannot be told to rest
 */
export async function planRestore(
  on: Pick<LabAt, "kubectl" | "cluster">,
  claim: ClaimName,
  wanted: string,
): Promise<VolumeRestore> {
  const { kubectl } = on;
  const pending = await readPending(kubectl, claim);
  const backup = pending === undefined ? await wantedBackup(on, claim, wanted) : pending.backup;
  if (wanted !== "latest" && wanted !== backup.name) {
    throw refusal(claim, `a restore of ${backup.name} was stopped in the middle, end that first: without --snapshot`);
  }
  const users = usersOf(await itemsIn(kubectl, claim), claim);
  const restless = users.filter(({ canRest }) => !canRest).map(({ kind, name }) => `${kind}/${name}`);
  if (restless.length > 0) {
    throw refusal(claim, `${restless.join(", ")} uses it, and cannot rest; wait until it has ended, or delete it`);
  }
  const old = (await readClaim(kubectl, claim))?.spec.volumeName;
  return { claim, backup, users, ...(old !== undefined && { old }), ...(pending && { pending }) };
}

async function wantedBackup(
  { kubectl, cluster }: Pick<LabAt, "kubectl" | "cluster">,
  claim: ClaimName,
  wanted: string,
): Promise<VolumeBackup> {
  const backup = backupNamed(await volumeBackups({ kubectl }, claim), wanted, claim);
  return { ...backup, storageClass: backup.storageClass || cluster.storage.defaultClass };
}

async function itemsIn(kubectl: Kubectl, { namespace }: ClaimName): Promise<KubeItem[]> {
  const text = await kubectl(["get", USER_KINDS.join(), `--namespace=${namespace}`, "--output=json"]);
  return (JSON.parse(text) as { items: KubeItem[] }).items;
}

function refusal({ namespace, name }: ClaimName, reason: string): Error {
  return new Error(`Cannot restore volume "${namespace}/${name}": ${reason}`);
}
