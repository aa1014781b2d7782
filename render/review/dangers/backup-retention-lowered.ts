import { groupKind } from "../../../platform/cluster-scoped.ts";
import { savesData } from "../objects/backup-jobs.ts";
import { valueAt } from "../objects/fields.ts";
import type { Danger } from "./danger.ts";

/** https://longhorn.io/docs/1.12.1/snapshots-and-backups/scheduling-backups-and-snapshots/ */
export const backupRetentionLowered: Danger = {
  id: "backup-retention-lowered",
  level: "warn",
  explanation: "A recurring job keeps fewer of what it saves: at its next run the oldest ones are deleted for good",
  remedy: "Keep as many as before, or copy what must be kept to another place first",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined || groupKind(fresh.object) !== "longhorn.io/RecurringJob") return [];
    const [was, is] = [old, fresh].map(({ object }) => Number(valueAt(object, "spec.retain")));
    if (was === undefined || is === undefined || !savesData(old.object) || !(is < was)) return [];
    return [
      { what: `RecurringJob "${fresh.object.metadata.name}" keeps ${is} in place of ${was}`, field: "spec.retain" },
    ];
  },
};
