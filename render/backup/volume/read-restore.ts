import { LONGHORN_NAMESPACE } from "../../../platform/components/longhorn/namespace.ts";
import { type Condition, conditionOf, type KubeItem } from "../../recover/read/objects.ts";
import type { Kubectl } from "../../remote/kubectl.ts";
import type { ClaimName } from "./claim-name.ts";
import { BACKUP_NOTE, CLAIM_NOTE, type Claim, PENDING_SELECTOR } from "./restored-objects.ts";
import type { VolumeBackup } from "./volume-backup.ts";

/** What a restore has made before it takes the claim: from it the rest follows. */
export interface PendingRestore {
  /** Name of the new volume, and of its PersistentVolume. */
  readonly volume: string;
  readonly backup: VolumeBackup;
  /** The claim as it is to be made. */
  readonly claim: Claim;
}

interface LiveVolume {
  readonly metadata: { readonly name: string; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: { readonly claimRef?: { readonly namespace?: string; readonly name?: string } };
}

/** The restore of a claim that was stopped in the middle; undefined when there is none. */
export async function readPending(
  kubectl: Kubectl,
  { namespace, name }: ClaimName,
): Promise<PendingRestore | undefined> {
  const text = await kubectl(["get", "persistentvolumes", `--selector=${PENDING_SELECTOR}`, "--output=json"]);
  const { items } = JSON.parse(text) as { items: LiveVolume[] };
  const found = items.find(({ spec: { claimRef } }) => claimRef?.namespace === namespace && claimRef?.name === name);
  const { [CLAIM_NOTE]: claim, [BACKUP_NOTE]: backup } = found?.metadata.annotations ?? {};
  if (found === undefined || claim === undefined || backup === undefined) return undefined;
  return {
    volume: found.metadata.name,
    backup: JSON.parse(backup) as VolumeBackup,
    claim: JSON.parse(claim) as Claim,
  };
}

/** The claim as it is now; undefined when it is gone. */
export async function readClaim(kubectl: Kubectl, { namespace, name }: ClaimName): Promise<LiveClaim | undefined> {
  const words = [
    "get",
    "persistentvolumeclaim",
    name,
    `--namespace=${namespace}`,
    "--ignore-not-found",
    "--output=json",
  ];
  const text = await kubectl(words);
  return text.trim() === "" ? undefined : (JSON.parse(text) as LiveClaim);
}

/** A claim as Kubernetes has it. */
export type LiveClaim = Claim & {
  readonly metadata: { readonly deletionTimestamp?: string };
  readonly status?: { readonly phase?: string };
};

/** How far a volume of Longhorn is. */
export interface Filling {
  /** What it is doing, and what keeps it from going on. */
  readonly state: string;
  /** Its size. */
  readonly bytes: number;
  /** Whether all of the backup is there, and the volume rests. */
  readonly isFilled: boolean;
  /** Why Longhorn has given up. */
  readonly failure?: string;
}

interface VolumeSpec {
  readonly size?: string;
}

interface VolumeStatus {
  readonly state?: string;
  readonly restoreInitiated?: boolean;
  readonly restoreRequired?: boolean;
  readonly conditions?: readonly Condition[];
}

/** @see https://github.com/longhorn/longhorn-manager/blob/v1.12.1/k8s/pkg/apis/longhorn/v1beta2/volume.go */
export async function readVolume(kubectl: Kubectl, name: string): Promise<Filling> {
  const text = await kubectl([
    "get",
    "volumes.longhorn.io",
    name,
    `--namespace=${LONGHORN_NAMESPACE}`,
    "--output=json",
  ]);
  const { spec, status = {} } = JSON.parse(text) as KubeItem<VolumeSpec, VolumeStatus>;
  const { state = "new", restoreInitiated = false, restoreRequired = true } = status;
  const [failed, scheduled] = [conditionOf(status, "Restore"), conditionOf(status, "Scheduled")];
  const hindrance = scheduled?.status === "False" ? scheduled.message || scheduled.reason : undefined;
  return {
    state: hindrance === undefined ? state : `${state}; it finds no room: ${hindrance}`,
    bytes: Number(spec?.size),
    isFilled: restoreInitiated && !restoreRequired && state === "detached",
    ...(failed?.reason === "RestoreFailure" && { failure: failed.message || failed.reason }),
  };
}
