import { isDeepStrictEqual } from "node:util";
import type { ApplicationState } from "../snapshot.ts";
import { type KubeItem, ofKind } from "./objects.ts";

export interface ApplicationSpec {
  readonly source?: Source;
  readonly sources?: readonly Source[];
  readonly syncPolicy?: {
    readonly automated?: { readonly enabled?: boolean; readonly prune?: boolean };
    readonly syncOptions?: readonly string[];
    readonly retry?: object;
  };
}

interface Source {
  readonly repoURL: string;
  readonly path?: string;
  readonly targetRevision?: string;
}

interface Operation {
  readonly sync?: { readonly syncOptions?: readonly string[]; readonly prune?: boolean };
  readonly initiatedBy?: { readonly automated?: boolean };
}

interface ApplicationStatus {
  readonly sync?: { readonly status?: string };
  readonly health?: { readonly status?: string };
  readonly operationState?: {
    readonly phase?: string;
    readonly message?: string;
    readonly operation?: Operation;
    readonly syncResult?: { readonly source?: Source; readonly sources?: readonly Source[] };
  };
  readonly conditions?: readonly { readonly type: string; readonly message: string }[];
}

export function readApplications(items: readonly KubeItem[]): ApplicationState[] {
  const applications = ofKind<ApplicationSpec, ApplicationStatus>(items, "argoproj.io", "Application");
  return applications.map(application => {
    const { metadata, spec = {}, status = {} } = application;
    const { operation } = application as { readonly operation?: object };
    const conditions = status.conditions?.map(({ type, message }) => `${type}: ${message}`) ?? [];
    return {
      name: metadata.name,
      isAutomated: isAutomated(spec),
      sync: status.sync?.status ?? "",
      health: status.health?.status ?? "",
      phase: status.operationState?.phase ?? "",
      hasOperation: operation !== undefined,
      stale: staleness(spec, status),
      message: [status.operationState?.message ?? "", ...conditions].filter(text => text !== "").join("; "),
    };
  });
}

/** Syncs by itself on every commit. */
function isAutomated({ syncPolicy }: ApplicationSpec): boolean {
  return syncPolicy?.automated !== undefined && syncPolicy.automated.enabled !== false;
}

function staleness({ source, sources, syncPolicy }: ApplicationSpec, { operationState }: ApplicationStatus): string {
  if (operationState?.phase !== "Running") return "";
  const { syncResult, operation } = operationState;
  if (syncResult?.source?.repoURL && !isSame(syncResult.source, source)) return "another source";
  if (syncResult?.sources !== undefined && !isDeepStrictEqual(syncResult.sources, sources)) return "other sources";
  if (operation?.initiatedBy?.automated !== true) return "";
  const { syncOptions = [], prune = false } = operation.sync ?? {};
  if (!isDeepStrictEqual([...syncOptions].sort(), [...(syncPolicy?.syncOptions ?? [])].sort())) return "other options";
  return prune === (syncPolicy?.automated?.prune ?? false) ? "" : "another rule for what leaves git";
}

function isSame(begun: Source, now: Source | undefined): boolean {
  const place = (source: Source | undefined) => [source?.repoURL, source?.path, source?.targetRevision];
  return isDeepStrictEqual(place(begun), place(now));
}
