import { Construct } from "constructs";
import { RecurringJob, type RecurringJobSpec } from "./api.ts";
import { JOB_GROUPS } from "./job-groups.ts";

type Job = Omit<RecurringJobSpec, "concurrency" | "labels" | "name" | "parameters"> &
  Partial<Pick<RecurringJobSpec, "parameters">>;

const { backedUp, notBackedUp } = JOB_GROUPS;

/** At night, one after the other, so that no two of them move the same blocks. */
const JOBS: Readonly<Record<string, Job>> = {
  /** A week of days to go back to, on the disks themselves. */
  "snapshot-daily": { task: "snapshot", cron: "0 1 * * *", retain: 7, groups: [backedUp] },
  /** A fortnight of days to go back to, in the bucket; only changed blocks go there. */
  "backup-nightly": { task: "backup", cron: "0 2 * * *", retain: 14, groups: [backedUp] },
  /** Snapshots that Longhorn made for itself, and those that are marked as removed, give their room back. */
  "snapshot-cleanup-weekly": {
    task: "snapshot-cleanup",
    cron: "0 4 * * 0",
    retain: 0,
    groups: [backedUp, notBackedUp],
  },
  /** Deleted files give their room back. */
  "filesystem-trim-weekly": { task: "filesystem-trim", cron: "0 5 * * 0", retain: 0, groups: [backedUp, notBackedUp] },
  /** Longhorn's own objects, and so which volume belongs to which claim. It would back up volumes that nobody wants. */
  "system-backup-weekly": {
    task: "system-backup",
    cron: "0 6 * * 0",
    retain: 4,
    groups: [],
    parameters: { "volume-backup-policy": "disabled" },
  },
};

/** What Longhorn does by the clock, for one volume at a time: more would take the disks away from whoever writes. */
export class RecurringJobs extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const [name, { parameters = {}, ...job }] of Object.entries(JOBS)) {
      new RecurringJob(this, name, {
        metadata: { name },
        spec: { name, ...job, concurrency: 1, labels: {}, parameters },
      });
    }
  }
}
