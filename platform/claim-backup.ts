import { JOB_GROUPS, jobGroupLabels } from "./components/longhorn/job-groups.ts";
import { NO_BACKUP } from "./no-backup.ts";

/**
 * Metadata of a claim that settles whether its volume is backed up, for Longhorn and for whoever asks why not.
 *
 * @param noBackup why nobody would miss it; absent: it is backed up
 */
export function claimBackup(noBackup?: string) {
  if (noBackup === undefined) return { labels: jobGroupLabels(JOB_GROUPS.backedUp) };
  return { labels: jobGroupLabels(JOB_GROUPS.notBackedUp), annotations: { [NO_BACKUP]: noBackup } };
}
