import { type Backup, backupsOf } from "../../inventory/storage/backups.ts";
import { code, codes, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** What lies on no volume of Longhorn: what each host keeps, PostgreSQL, and the snapshots of Vault. */
export const hostBackups: TextPart = {
  name: "host-backups",
  tell: lab => table(["What", "Where it lies", "Backup", "Restore"], backupsOf(lab).map(rowOf)),
};

function rowOf({ name, node, holds, when, reach, place, restore }: Backup): string[] {
  return [
    name,
    node === undefined ? holds.join(", ") : `${node}: ${codes(holds)}`,
    `${when}, to ${code(place)}; back to ${reach}`,
    code(restore),
  ];
}
