import type { HostFile } from "../../../platform/hosts/host.ts";
import { hostOf } from "../../../platform/hosts/host-of.ts";
import { usersOfTool } from "../blast-radius/users-of-tool.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { settingIn } from "../setting-in.ts";
import { databasesOf } from "./databases.ts";

/** Connections of PostgreSQL: how many there are, and who may take how many. */
export interface DatabaseConnections {
  readonly all: number;
  readonly rows: readonly ConnectionsRow[];
}

interface ConnectionsRow {
  readonly who: string;
  /** Undefined: as many as there are. */
  readonly most: number | undefined;
}

/** As the settings of PostgreSQL, Gitea and the pooler say. */
export const databaseConnectionsOf = oncePerLab((lab): DatabaseConnections => {
  const { cluster } = lab;
  const postgres = hostOf(cluster, cluster.postgres.node).files;
  const gitea = hostOf(cluster, cluster.gitea.node).files;
  const pooled = usersOfTool(lab, "pgbouncer").length;
  const ofPooler = settingIn(lab, "pgbouncer", "max_db_connections");
  const direct = databasesOf(lab).filter(({ manager }) => manager !== undefined).length - pooled;
  return {
    all: numberIn(postgres, "postgresql.conf", "max_connections"),
    rows: [
      { who: "the administrator alone", most: numberIn(postgres, "postgresql.conf", "superuser_reserved_connections") },
      { who: "Gitea", most: numberIn(gitea, "app.ini", "MAX_OPEN_CONNS") },
      ...(ofPooler === undefined || pooled === 0
        ? []
        : [{ who: `${pooled} by pgbouncer, ${ofPooler} each`, most: pooled * Number(ofPooler) }]),
      ...(direct > 0 ? [{ who: `${direct} that connect by themselves`, most: undefined }] : []),
    ],
  };
});

function numberIn(files: readonly HostFile[], file: string, setting: string): number {
  const { content = "" } = files.find(({ path }) => path.endsWith(`/${file}`)) ?? {};
  return Number(new RegExp(`^\\s*${setting}\\s*=\\s*(\\d+)`, "m").exec(content)?.[1] ?? 0);
}
