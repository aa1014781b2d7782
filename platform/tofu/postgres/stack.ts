import { LOOKUP_ROLE } from "../../components/pgbouncer/settings.ts";
import { databaseRoles } from "../../databases.ts";
import { postgresAddress } from "../../postgres.ts";
import type { Stack } from "../stack.ts";

export const postgresStack: Stack = {
  name: "postgres",
  makes: "Databases, the roles that own them, those by which Vault makes their users, and what the pooler looks up.",
  needs: [],
  credentials: { PGPASSWORD: "postgres/superuser" },
  variables({ cluster, declared }) {
    return {
      postgres: { host: postgresAddress(cluster), port: cluster.postgres.port },
      databases: databaseRoles(declared),
      pooler: declared.components.some(({ name }) => name === LOOKUP_ROLE),
    };
  },
};
