import { cronWords } from "../../inventory/storage/schedule-words.ts";
import { volumeJobs } from "../../inventory/storage/volumes.ts";
import { code, list } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** What Longhorn keeps of each volume that is backed up, and since when one can have it back. */
export const volumeSchedules: TextPart = {
  name: "volume-schedules",
  tell: lab =>
    list(
      volumeJobs(lab).map(({ task, cron, retain }) => {
        const place = task === "backup" ? `in the bucket ${code(lab.cluster.buckets.longhornBackups)}` : "on the disks";
        return `A ${task} ${cronWords(cron)} (${lab.cluster.hosts.timeZone}) ${place}; the last ${retain} are kept.`;
      }),
    ),
};
