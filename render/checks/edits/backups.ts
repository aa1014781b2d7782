import { withEdit } from "../../testing/declared-lab.ts";
import type { Lab } from "../rule.ts";

/** Nothing backs up a volume any more: the job makes snapshots, which lie on the same disks. */
export const edit = (lab: Lab): Lab =>
  withEdit(lab, "longhorn/RecurringJob/backup-nightly", job => {
    job.spec.task = "snapshot";
  });
