import type { Lab } from "../../checks/rule.ts";
import { restoreCommand } from "../../inventory/storage/restore-command.ts";
import { cronWords } from "../../inventory/storage/schedule-words.ts";
import { placeOf, type Volume, volumeJobs } from "../../inventory/storage/volumes.ts";
import { code } from "../markdown.ts";

/** How many copies a volume has, by its class. */
export function copiesOf({ kept, storageClass }: Volume): string {
  return kept === undefined ? code(storageClass) : `${kept.replicas} on ${code(storageClass)}`;
}

/** When a volume is backed up and how long that stays; or why it is not. */
export function backupOf(lab: Lab, { noBackup }: Volume): string {
  if (noBackup !== undefined) return `none: ${noBackup}`;
  const backup = volumeJobs(lab).find(({ task }) => task === "backup");
  return backup === undefined ? "none: no job makes one" : `${cronWords(backup.cron)}, ${backup.retain} kept`;
}

/** The command that puts a volume back; undefined where there is no backup. */
export function restoreOf({ cluster }: Lab, volume: Volume): string | undefined {
  return volume.noBackup === undefined ? restoreCommand(cluster, `volume ${placeOf(volume)}`) : undefined;
}
