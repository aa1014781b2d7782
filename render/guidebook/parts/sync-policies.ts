import { type SyncRow, syncRowsOf } from "../../inventory/start/applications.ts";
import { table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** How Argo CD treats its Applications: by itself or not, and what goes when one of them goes. */
export const syncPolicies: TextPart = {
  name: "sync-policies",
  tell: lab =>
    table(
      [
        "What",
        "Applications #",
        "Projects",
        "On a commit",
        "What left git",
        "A change by hand",
        "Deleted, it takes along",
      ],
      syncRowsOf(lab).map(rowOf),
    ),
};

const CLASSES: Readonly<Record<SyncRow["class"], string>> = {
  platform: "platform, and the root",
  crds: "definitions of custom resources",
  tool: "tools",
  app: "apps",
};

/** Above, a list of projects is no longer read. */
const FEW = 4;

function rowOf({ class: kind, environment, sync, cascades, applications, projects }: SyncRow): string[] {
  return [
    environment === undefined ? CLASSES[kind] : `${CLASSES[kind]}, ${environment}`,
    `${applications.length}`,
    projects.length > FEW ? "one for each instance" : projects.join(", "),
    sync.automated ? "deployed" : "waits for a person",
    sync.prune ? "removed" : "stays",
    sync.selfHeal ? "undone" : "stays until the next commit",
    cascades ? "what it made, but for what holds data" : "nothing",
  ];
}
