import { settingIn } from "../../setting-in.ts";
import { usersOfTool } from "../users-of-tool.ts";
import { type Coupling, sharedBy } from "./coupling.ts";

export const samePooler: Coupling = {
  name: "same-pooler",
  title: "The same pooler",
  explanation:
    "Apps connect to their databases by one pgbouncer. Whoever opens all of its connections leaves none to others.",
  remedy: "Let the one that must not wait connect to PostgreSQL itself.",
  find: lab => {
    const setting = (name: string) => settingIn(lab, "pgbouncer", name);
    return sharedBy("pgbouncer", usersOfTool(lab, "pgbouncer"), [
      `${setting("max_db_connections")} connections to PostgreSQL for each database`,
      `${setting("max_client_conn")} clients for all together`,
    ]);
  },
};
