import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { rests, savesData, servesBackups } from "../objects/backup-jobs.ts";
import { textOf, textsOf, valueAt } from "../objects/fields.ts";
import { enumerated } from "../words/enumerated.ts";
import type { Danger, Sight } from "./danger.ts";

/** https://longhorn.io/docs/1.12.1/snapshots-and-backups/scheduling-backups-and-snapshots/ */
export const backupStopped: Danger = {
  id: "backup-stopped",
  level: "warn",
  explanation:
    "A job that took backups is suspended, does something else, or leaves out volumes that it saved until now",
  remedy: "Say for how long, and how the volumes are saved meanwhile; else let the job go on as it was",
  change: ({ old, fresh }) => {
    if (old === undefined || fresh === undefined || !servesBackups(old.object)) return [];
    return [
      ...suspended(old.object, fresh.object),
      ...retasked(old.object, fresh.object),
      ...left(old.object, fresh.object),
    ];
  },
};

function suspended(before: KubeObject, after: KubeObject): Sight[] {
  if (rests(before) || !rests(after)) return [];
  return [{ what: `${after.kind} "${after.metadata.name}" is suspended` }];
}

function retasked(before: KubeObject, after: KubeObject): Sight[] {
  if (!isRecurringJob(after) || savesData(after)) return [];
  const [was, is] = [before, after].map(job => textOf(valueAt(job, "spec.task")) ?? "nothing");
  return [{ what: `RecurringJob "${after.metadata.name}" runs ${is} in place of ${was}`, field: "spec.task" }];
}

function left(before: KubeObject, after: KubeObject): Sight[] {
  if (!isRecurringJob(after)) return [];
  const groups = new Set(textsOf(valueAt(after, "spec.groups")));
  const gone = textsOf(valueAt(before, "spec.groups")).filter(group => !groups.has(group));
  if (gone.length === 0) return [];
  const what = `RecurringJob "${after.metadata.name}" no longer saves the volumes of ${enumerated(gone)}`;
  return [{ what, field: "spec.groups" }];
}

function isRecurringJob(object: KubeObject): boolean {
  return groupKind(object) === "longhorn.io/RecurringJob";
}
