import type { KubeObject } from "../../../platform/kube-object.ts";
import type { Desired, Placed } from "../desired.ts";
import { backsUpVolumes } from "../objects/backup-jobs.ts";
import { fieldsOf, textsOf, valueAt } from "../objects/fields.ts";
import { isVolumeClaim } from "../objects/volume-claims.ts";
import { writtenIn } from "../objects/written-in.ts";
import type { Danger } from "./danger.ts";

/**
 * A claim of Longhorn names its jobs and groups of jobs; a volume without any is in the group `default`. What becomes of
 * the jobs themselves, `backup-removed` and `backup-stopped` tell.
 *
 * @see https://longhorn.io/docs/1.12.1/snapshots-and-backups/scheduling-backups-and-snapshots/
 */
export const volumeLeavesBackup: Danger = {
  id: "volume-leaves-backup",
  level: "warn",
  explanation: "A volume was backed up by a recurring job and no longer is: what is written from now on exists once",
  remedy: "Leave it in a group of which a job takes backups, unless nobody would miss what it holds",
  change: ({ old, fresh }, { before, after }) => {
    if (old === undefined || fresh === undefined || !isVolumeClaim(fresh.object)) return [];
    if (!isBackedUp(old, before) || isBackedUp(fresh, before) || isBackedUp(fresh, after)) return [];
    return [
      { what: `the volume of claim "${fresh.object.metadata.name}" is no longer backed up`, field: "metadata.labels" },
    ];
  },
};

function isBackedUp({ cluster, object }: Placed, desired: Desired): boolean {
  const { jobs, groups } = wantedBy(object);
  return writtenIn(desired, cluster, "longhorn.io/v1beta2", "RecurringJob").some(
    ({ object: job }) =>
      backsUpVolumes(job) &&
      (jobs.has(job.metadata.name) || textsOf(valueAt(job, "spec.groups")).some(group => groups.has(group))),
  );
}

function wantedBy(claim: KubeObject) {
  const labels = fieldsOf(claim.metadata.labels);
  const isSource = labels["recurring-job.longhorn.io/source"] === "enabled";
  const enabled = isSource ? Object.keys(labels).filter(label => labels[label] === "enabled") : [];
  const jobs = below("recurring-job.longhorn.io/", enabled).filter(name => name !== "source");
  const groups = below("recurring-job-group.longhorn.io/", enabled);
  return { jobs: new Set(jobs), groups: new Set(jobs.length + groups.length === 0 ? ["default"] : groups) };
}

function below(prefix: string, labels: readonly string[]): string[] {
  return labels.filter(label => label.startsWith(prefix)).map(label => label.slice(prefix.length));
}
