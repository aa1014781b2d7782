import { VAULT_MOUNTS } from "../../platform/components/vault-secrets-operator/api.ts";
import { databaseRoles } from "../../platform/databases.ts";
import { equipManagers, rotateManagers, vaultLogsIn } from "../../platform/secrets/database-managers.ts";
import { databasePassword } from "../../platform/secrets/origin.ts";
import type { Lab } from "../checks/rule.ts";
import { stackLab } from "../tofu/stack-files.ts";
import type { Need } from "./need.ts";

/** By what Vault logs in to each database to make its users. PostgreSQL has it too, and nobody else. */
export function databaseNeeds(lab: Lab): Need[] {
  const managers = databaseRoles(stackLab(lab).declared);
  return Object.entries(managers).map(([database, { manager }]) => {
    return {
      path: `${VAULT_MOUNTS.database}/config/${database}`,
      keys: { password: databasePassword(manager) },
      readers: [database],
      look: async ({ vault }) => ((await vaultLogsIn(vault, database)) ? { keys: ["password"] } : undefined),
      async make({ vault, postgres }, _keys, occasion) {
        const equip = occasion === "missing" ? equipManagers : rotateManagers;
        const [report] = await equip(await postgres(), vault, { [database]: { manager } });
        if (typeof report?.outcome === "object") throw new Error(report.outcome.problem);
      },
    };
  });
}
