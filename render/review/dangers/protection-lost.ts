import { DATA_BEARING } from "../../../platform/protection.ts";
import { changedSettings } from "../objects/application-settings.ts";
import { refuses, syncOptionsOf } from "../objects/sync-options.ts";
import type { Changed } from "../situation.ts";
import type { Danger } from "./danger.ts";

/** https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#no-prune-resources */
export const protectionLost: Danger = {
  id: "protection-lost",
  level: "warn",
  explanation:
    "What kept data from being deleted goes: from now on a file that leaves git, or an Application that is deleted, takes the data along",
  remedy: "Keep Prune=false and Delete=false, unless the data has been backed up and shall go",
  change: changed =>
    WAYS.filter(way => isLost(changed, way)).map(way => ({ what: `the sync option ${way}=false is taken away` })),
};

const WAYS = ["Prune", "Delete"] as const;

function isLost(changed: Changed, way: (typeof WAYS)[number]): boolean {
  const settings = changedSettings(changed);
  const [was, is] = settings
    ? [settings.was.syncOptions, settings.is.syncOptions]
    : [changed.old, changed.fresh].map(placed =>
        placed !== undefined && DATA_BEARING.has(placed.object.kind) ? syncOptionsOf(placed.object) : undefined,
      );
  return was !== undefined && is !== undefined && refuses(was, way) && !refuses(is, way);
}
