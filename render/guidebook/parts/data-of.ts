import type { Lab } from "../../checks/rule.ts";
import { type Backup, backupsOf, postgresBackup } from "../../inventory/storage/backups.ts";
import { type Database, databasesOwnedBy } from "../../inventory/storage/databases.ts";
import { placeOf, type Volume, volumesOwnedBy } from "../../inventory/storage/volumes.ts";
import { blocks, code, commands, link, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { sizeWords } from "../words/size-words.ts";
import { backupOf, copiesOf, restoreOf } from "../words/volume-words.ts";

/** Where an app or a component keeps its data, and the commands that bring them back. */
export const dataOf: TextPart = {
  name: "data-of",
  tell(lab, about) {
    const volumes = volumesOwnedBy(lab, about);
    const databases = databasesOwnedBy(lab, about);
    const others = backupsOf(lab).filter(({ component }) => component === about);
    const rows = [
      ...volumes.map(volume => volumeRow(lab, volume)),
      ...databases.map(database => databaseRow(lab, database)),
      ...others.map(otherRow),
    ];
    if (rows.length === 0) return "No data of its own: no volume and no database.";
    return blocks(table(["Where", "Kept as", "Backup"], rows), restores(lab, { volumes, databases, others }));
  },
};

function volumeRow(lab: Lab, volume: Volume): string[] {
  const kept = `${sizeWords(volume.bytes)}, copies: ${copiesOf(volume)}`;
  return [`Volume ${code(placeOf(volume))}`, kept, backupOf(lab, volume)];
}

function databaseRow(lab: Lab, { name, ownerRole }: Database): string[] {
  const backup = postgresBackup(lab);
  return [
    `Database ${code(name)} in PostgreSQL on ${lab.cluster.postgres.node}`,
    `what is in it belongs to ${code(ownerRole)}`,
    backup === undefined ? "none" : `${backup.when}: back to ${backup.reach}`,
  ];
}

function otherRow({ place, holds, when, reach }: Backup): string[] {
  return [`Snapshots in ${code(place)}`, holds.join(", "), `${when}: back to ${reach}`];
}

interface Kept {
  readonly volumes: readonly Volume[];
  readonly databases: readonly Database[];
  readonly others: readonly Backup[];
}

function restores(lab: Lab, { volumes, databases, others }: Kept): string {
  const ofPostgres = databases.length === 0 ? undefined : postgresBackup(lab)?.restore;
  const lines = [
    ...volumes.flatMap(volume => restoreOf(lab, volume) ?? []),
    ...(ofPostgres === undefined ? [] : [`${ofPostgres}   # every database of the lab goes back`]),
    ...others.map(({ restore }) => restore),
  ];
  if (lines.length === 0) return "";
  const runbooks = [
    ...(volumes.length === 0 ? [] : [link("runbooks/restore-a-volume")]),
    ...(databases.length === 0 ? [] : [link("runbooks/restore-a-database")]),
    link("storage"),
  ];
  return blocks("To restore:", commands(lines), `Read first: ${runbooks.join(", ")}.`);
}
