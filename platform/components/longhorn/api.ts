import { customResource } from "../../custom-resource.ts";

/** https://longhorn.io/docs/1.12.1/snapshots-and-backups/scheduling-backups-and-snapshots/ */
export interface RecurringJobSpec {
  /** As the object; at most 40 characters. */
  readonly name: string;
  readonly task: "backup" | "filesystem-trim" | "snapshot" | "snapshot-cleanup" | "system-backup";
  /** In the clock of the k3s server. */
  readonly cron: string;
  /** How many results are kept, each by this job; 0 for tasks that leave none. */
  readonly retain: number;
  /** Volumes at once. */
  readonly concurrency: number;
  readonly groups: readonly string[];
  /** Of the snapshots and backups. */
  readonly labels: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string>>;
}

export const RecurringJob = customResource<RecurringJobSpec>("longhorn.io/v1beta2", "RecurringJob");
