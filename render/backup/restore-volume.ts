import type { LabAt } from "../up/lab-at.ts";
import { fillVolume } from "./volume/fill-volume.ts";
import type { VolumeRestore } from "./volume/plan-restore.ts";
import { settle } from "./volume/settle.ts";
import { swapVolume } from "./volume/swap-volume.ts";
import { whileTheyRest } from "./volume/while-they-rest.ts";

/**
 * Puts the data of a claim back as a backup has it: fills a new volume while everything goes on, lets Argo CD and whoever
 * uses the claim rest, gives the claim the new volume, and starts them again. The old volume stays as it was.
 *
 * Stopped at any point, the same call goes on from there: what it has made carries a label, and who rests an annotation.
 *
 * @returns what was done, a line each
 */
export async function restoreVolume(on: Pick<LabAt, "kubectl" | "say">, plan: VolumeRestore): Promise<string[]> {
  const { claim, backup, users } = plan;
  const pending = plan.pending ?? (await fillVolume(on, plan));
  const old = await whileTheyRest(on, claim, users, () => swapVolume(on, claim, pending));
  await settle(on, pending);
  const done = `put ${claim.namespace}/${claim.name} back as it was at ${backup.time}, on volume ${pending.volume}`;
  if (old === undefined) return [done];
  const later = "once nobody wants it, delete its PersistentVolume, then the volume in Longhorn's UI";
  return [done, `kept the old volume ${old}: ${later}`];
}
