import { changedSettings } from "../objects/application-settings.ts";
import { enumerated } from "../words/enumerated.ts";
import type { Danger } from "./danger.ts";

/** What keeps data alive, and what deletes it, `protection-lost` and `force-replace` tell. */
export const applicationSyncOptionsChanged: Danger = {
  id: "application-sync-options-changed",
  level: "note",
  explanation:
    "An Application syncs with other options; a sync that is retried keeps to the old ones until somebody ends it",
  remedy: "End a running sync of it after the merge, and let a fresh one start",
  change: changed => {
    const settings = changedSettings(changed);
    if (settings === undefined) return [];
    const [was, is] = [new Set(settings.was.syncOptions), new Set(settings.is.syncOptions)];
    const [gone, added] = [[...was].filter(one => !is.has(one)), [...is].filter(one => !was.has(one))];
    if (gone.length + added.length === 0) return [];
    const words = [told(added, "comes", "come"), told(gone, "goes", "go")].filter(text => text !== "");
    return [{ what: `sync options: ${words.join(", ")}`, field: "spec.syncPolicy.syncOptions" }];
  },
};

function told(options: readonly string[], one: string, several: string): string {
  return options.length === 0 ? "" : `${enumerated(options)} ${options.length === 1 ? one : several}`;
}
