import { LONGHORN_NAMESPACE } from "../../../platform/components/longhorn/namespace.ts";
import type { LabAt } from "../../up/lab-at.ts";
import type { PendingRestore } from "./read-restore.ts";
import { NO_LONGER_PENDING } from "./restored-objects.ts";

/** Ends a restore, when all else is done. Its PersistentVolume comes last, for by that a stopped one is known. */
export async function settle({ kubectl }: Pick<LabAt, "kubectl">, { volume }: PendingRestore): Promise<void> {
  await kubectl(["label", "volumes.longhorn.io", volume, `--namespace=${LONGHORN_NAMESPACE}`, NO_LONGER_PENDING]);
  await kubectl(["label", "persistentvolume", volume, NO_LONGER_PENDING]);
}
