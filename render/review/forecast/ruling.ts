import type { Step } from "./forecast.ts";

/** What a rule says about one object. */
export type Ruling = Pick<Step, "outcome" | "why" | "how" | "source" | "orElse"> & {
  /** What it does to the sync of its Application, beyond the object itself. */
  readonly stops?: Stop;
};

/**
 * - `all`: nothing of the sync is done.
 * - `rest`: later waves are not done.
 * - `wave`: neither is the rest of its own wave.
 */
export type Stop = "all" | "rest" | "wave";

const ARGOCD = "https://github.com/argoproj/argo-cd/blob/v3.5.1";
const DOCS = "https://argo-cd.readthedocs.io/en/stable/user-guide";

/** Where rules are from. */
export const SOURCE = {
  compare: `${DOCS}/compare-options/`,
  deletion: `${ARGOCD}/controller/appcontroller.go (finalizeApplicationDeletion, shouldBeDeleted)`,
  diff: `${ARGOCD}/gitops-engine/pkg/diff/diff.go (serverSideDiff)`,
  diffing: `${DOCS}/diffing/`,
  empty: `${ARGOCD}/controller/appcontroller.go (autoSync)`,
  excluded: `${ARGOCD}/util/settings/resources_filter.go`,
  force: `${DOCS}/sync-options/#force-sync`,
  hooks: `${DOCS}/resource_hooks/`,
  live: `${ARGOCD}/controller/state.go (CompareAppState)`,
  permission: `${ARGOCD}/controller/sync.go (validateSyncPermissions)`,
  projects: `${DOCS}/projects/`,
  prune: `${ARGOCD}/gitops-engine/pkg/sync/sync_context.go (pruneObject)`,
  replace: `${DOCS}/sync-options/#replace-resource-instead-of-applying-changes`,
  shared: `${DOCS}/sync-options/#fail-the-sync-if-a-shared-resource-is-found`,
  tasks: `${ARGOCD}/gitops-engine/pkg/sync/sync_context.go (getSyncTasks)`,
  tool: `${DOCS}/tool_detection/`,
  tracking: `${DOCS}/resource_tracking/`,
} as const;
