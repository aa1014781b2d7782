import { databaseConnectionsOf } from "../../inventory/storage/database-connections.ts";
import { blocks, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** Connections of PostgreSQL, and who may take how many. */
export const databaseConnections: TextPart = {
  name: "database-connections",
  tell(lab) {
    const { all, rows } = databaseConnectionsOf(lab);
    const measured = rows.reduce((sum, { most = 0 }) => sum + most, 0);
    const [free] = rows.filter(({ most }) => most === undefined);
    return blocks(
      table(
        ["Who", "Connections at most"],
        rows.map(({ who, most }) => [who, most === undefined ? "as many as are left" : String(most)]),
      ),
      `PostgreSQL has ${all} in all, of which ${measured} are spoken for. ` +
        (free === undefined
          ? ""
          : `The other ${all - measured} are shared by ${free.who}, and nothing keeps one of them from taking all.`),
    );
  },
};
