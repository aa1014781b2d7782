import { servesBackups } from "../objects/backup-jobs.ts";
import type { Danger } from "./danger.ts";

export const backupRemoved: Danger = {
  id: "backup-removed",
  level: "warn",
  explanation: "Something that takes backups is deleted: what it saved until now may stay, but nothing newer is saved",
  remedy: "Let its successor take a backup, and restore from that once, before the old one goes",
  change: ({ change, old }) => {
    if (change.verb !== "prune" || old === undefined || !servesBackups(old.object)) return [];
    return [{ what: `${old.object.kind} "${old.object.metadata.name}" is deleted, which takes backups` }];
  },
};
