import { ARGOCD_NAMESPACE } from "../../platform/components/argocd/namespace.ts";
import type { ApiServer } from "./servers/api-server.ts";
import { kubectl } from "./servers/kubectl.ts";

/** What Argo CD says of one Application. */
export interface ApplicationState {
  /** `Synced`, `OutOfSync`, `Unknown`; empty before the first comparison. */
  readonly sync: string;
  /** `Healthy`, `Progressing`, `Degraded`, `Missing`, `Suspended`, `Unknown`. */
  readonly health: string;
  /** Commits of its sources that it was compared with. */
  readonly revisions: readonly string[];
  /** Addresses of its sources. */
  readonly repositories: readonly string[];
  /** `Running`, `Succeeded`, `Failed`, `Error`; empty where nothing was ever synced. */
  readonly phase: string;
  /** What the latest sync says, and conditions such as refused objects. */
  readonly message: string;
}

interface Source {
  readonly repoURL: string;
}

interface Application {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly source?: Source; readonly sources?: readonly Source[] };
  readonly status?: {
    readonly sync?: { readonly status?: string; readonly revision?: string; readonly revisions?: readonly string[] };
    readonly health?: { readonly status?: string };
    readonly operationState?: { readonly phase?: string; readonly message?: string };
    readonly conditions?: readonly { readonly type: string; readonly message: string }[];
  };
}

/** Every Application of a cluster, by name. */
export async function applicationStates(server: ApiServer): Promise<Map<string, ApplicationState>> {
  const words = ["get", "applications", `--namespace=${ARGOCD_NAMESPACE}`, "--output=json"];
  const { status, stdout, stderr } = await kubectl(server, ...words);
  if (status !== 0) throw new Error(`Cannot read the Applications: ${stderr}`);
  const { items } = JSON.parse(stdout) as { items: readonly Application[] };
  return new Map(items.map(item => [item.metadata.name, stateOf(item)]));
}

function stateOf({ spec, status = {} }: Application): ApplicationState {
  const conditions = status.conditions?.map(({ type, message }) => `${type}: ${message}`) ?? [];
  return {
    sync: status.sync?.status ?? "",
    health: status.health?.status ?? "",
    revisions: status.sync?.revisions ?? [status.sync?.revision ?? ""],
    repositories: [spec.source, ...(spec.sources ?? [])].flatMap(source => source?.repoURL ?? []),
    phase: status.operationState?.phase ?? "",
    message: [status.operationState?.message ?? "", ...conditions].filter(text => text !== "").join("; "),
  };
}

/** `erp: OutOfSync, Progressing, Running (one or more ...)`, a line each. */
export function describeStates(states: ReadonlyMap<string, ApplicationState>): string {
  return [...states]
    .map(([name, { sync, health, phase, message }]) => `${name}: ${sync}, ${health}, ${phase} (${message})`)
    .join("\n");
}
