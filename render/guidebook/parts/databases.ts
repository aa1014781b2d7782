import { postgresAddress } from "../../../platform/postgres.ts";
import { postgresBackup } from "../../inventory/storage/backups.ts";
import { databasesOf } from "../../inventory/storage/databases.ts";
import { restoreCommand } from "../../inventory/storage/restore-command.ts";
import { blocks, code, commands, counted, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { ownerLink } from "../words/owner-link.ts";

/** Every database of the one server, and how far back all of them can be had. */
export const databases: TextPart = {
  name: "databases",
  tell(lab) {
    const { postgres } = lab.cluster;
    const all = databasesOf(lab);
    const backup = postgresBackup(lab);
    const address = `${postgresAddress(lab.cluster)}:${postgres.port}`;
    return blocks(
      `${counted(all.length, "database")}, all in the one PostgreSQL on ${postgres.node}, ${code(address)}, below ${code(backup?.holds[0] ?? "")}.`,
      table(
        ["Database", "Belongs to", "Owner of what is in it", "Its users are made by"],
        all.map(({ name, owner, ownerRole, manager }) => [
          code(name),
          ownerLink(lab, owner),
          code(ownerRole),
          manager === undefined ? "nobody: one password, kept on the host" : `Vault, as ${code(manager)}`,
        ]),
      ),
      backup === undefined
        ? ""
        : `Backed up ${backup.when}, to ${code(backup.place)}: back to ${backup.reach}. All databases go back together:`,
      backup === undefined ? "" : commands([restoreCommand(lab.cluster, "postgres --list"), backup.restore]),
    );
  },
};
