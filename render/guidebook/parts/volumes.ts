import type { Lab } from "../../checks/rule.ts";
import { placeOf, type Volume, volumesOf } from "../../inventory/storage/volumes.ts";
import { blocks, code, counted, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { ownerLink } from "../words/owner-link.ts";
import { sizeWords } from "../words/size-words.ts";
import { backupOf, copiesOf, restoreOf } from "../words/volume-words.ts";

/** Every volume: whose it is, how large, how many copies, and how it comes back. */
export const volumes: TextPart = {
  name: "volumes",
  tell(lab) {
    const all = volumesOf(lab);
    if (all.length === 0) return "";
    return blocks(
      totalsOf(all),
      table(
        ["Volume", "Size", "Copies", "Backup", "Restore"],
        all.map(volume => rowOf(lab, volume)),
      ),
    );
  },
};

function totalsOf(all: readonly Volume[]): string {
  const claimed = all.reduce((sum, { bytes }) => sum + bytes, 0);
  const written = all.reduce((sum, { bytes, kept }) => sum + bytes * (kept?.replicas ?? 1), 0);
  const bare = all.filter(({ noBackup }) => noBackup !== undefined).length;
  const without = bare === 0 ? "All are backed up" : `${bare} without a backup, each for a reason`;
  return `${counted(all.length, "volume")} of ${sizeWords(claimed)}, with their copies ${sizeWords(written)} on the disks. ${without}.`;
}

function rowOf(lab: Lab, volume: Volume): string[] {
  const restore = restoreOf(lab, volume);
  return [
    `${code(placeOf(volume))} of ${ownerLink(lab, volume.owner)}${usersOf(volume)}`,
    sizeWords(volume.bytes),
    copiesOf(volume),
    backupOf(lab, volume),
    restore === undefined ? "begins empty" : code(restore),
  ];
}

function usersOf({ users }: Volume): string {
  return users.length === 0 ? ", mounted by nobody" : ` (${users.join(", ")})`;
}
