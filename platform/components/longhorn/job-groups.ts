/**
 * Groups of volumes for recurring jobs. `default` is Longhorn's own word: it puts every volume there that is in no
 * other group and has no job of its own, so that one that nobody thought of is backed up.
 */
export const JOB_GROUPS = { backedUp: "default", notBackedUp: "no-backup" } as const;

export type JobGroup = (typeof JOB_GROUPS)[keyof typeof JOB_GROUPS];

/**
 * Labels of a claim by which its volume is in a group. The first makes Longhorn take over the others, and again whenever
 * they change; without it a volume would stay where it once was.
 *
 * @see https://longhorn.io/docs/1.12.1/snapshots-and-backups/scheduling-backups-and-snapshots/#assign-recurring-jobs-using-the-pvc
 */
export function jobGroupLabels(group: JobGroup): Record<string, string> {
  return {
    "recurring-job.longhorn.io/source": "enabled",
    [`recurring-job-group.longhorn.io/${group}`]: "enabled",
  };
}
