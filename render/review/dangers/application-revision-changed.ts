import { changedSettings } from "../objects/application-settings.ts";
import { type Fields, textOf } from "../objects/fields.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies/ */
export const applicationRevisionChanged: Danger = {
  id: "application-revision-changed",
  level: "note",
  explanation:
    "An Application follows another branch, tag or version: what it deploys changes as a whole, and this review does not see how; a sync that is retried keeps to the old one",
  remedy: "Compare what both revisions hold, and end a running sync of it after the merge",
  change: changed => {
    const settings = changedSettings(changed);
    if (settings === undefined) return [];
    const { was, is } = settings;
    return is.sources.flatMap((source, index) => {
      const old = was.sources[index];
      if (old === undefined || old.repoURL !== source.repoURL || revisionOf(old) === revisionOf(source)) return [];
      const what = `it follows ${revisionOf(source)} in place of ${revisionOf(old)} of ${textOf(source.repoURL) ?? "no repository"}`;
      return [
        { what, field: is.sources.length > 1 ? `spec.sources[${index}].targetRevision` : "spec.source.targetRevision" },
      ];
    });
  },
};

function revisionOf({ targetRevision }: Fields): string {
  return textOf(targetRevision) || "HEAD";
}
