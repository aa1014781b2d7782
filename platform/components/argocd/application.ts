import type { SyncPolicy } from "../../../clusters/lab.ts";
import type { KubeObject } from "../../kube-object.ts";
import { ARGOCD_NAMESPACE, IN_CLUSTER } from "./namespace.ts";

/** Deletes, in the background, what an Application made when the Application itself is deleted; `Delete=false` is honoured. */
export const CASCADE = "resources-finalizer.argocd.argoproj.io/background";

/** https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/ */
export interface ApplicationSource {
  readonly repoURL: string;
  readonly targetRevision: string;
  readonly path: string;
  readonly helm?: { readonly valueFiles: readonly string[] };
}

export interface ApplicationProps {
  readonly name: string;
  readonly project: string;
  /** Namespace of objects that name none. */
  readonly namespace: string;
  readonly sources: readonly [ApplicationSource, ...ApplicationSource[]];
  readonly sync: SyncPolicy;
  /** Whether deleting it deletes what it made. */
  readonly cascade: boolean;
  /** Applications of a lower wave come first; healthy, where `argocd-cm` says what their health is. */
  readonly wave: number;
  /** Beyond server-side apply, which every Application uses. */
  readonly syncOptions?: readonly string[];
}

/**
 * An Argo CD Application that survives a power cut: it retries until the controller's timeout ends the sync, and each time
 * with the newest commit.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/#automatic-retry-with-a-limit
 */
export function application(props: ApplicationProps): KubeObject {
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: {
      name: props.name,
      namespace: ARGOCD_NAMESPACE,
      annotations: {
        "argocd.argoproj.io/compare-options": "ServerSideDiff=true",
        "argocd.argoproj.io/sync-wave": String(props.wave),
      },
      ...(props.cascade && { finalizers: [CASCADE] }),
    },
    spec: {
      project: props.project,
      destination: { server: IN_CLUSTER, namespace: props.namespace },
      ...(props.sources.length === 1 ? { source: props.sources[0] } : { sources: props.sources }),
      revisionHistoryLimit: 3,
      syncPolicy: {
        ...(props.sync.automated && { automated: { prune: props.sync.prune, selfHeal: props.sync.selfHeal } }),
        syncOptions: ["ServerSideApply=true", ...(props.syncOptions ?? [])],
        retry: { limit: -1, refresh: true, backoff: { duration: "10s", factor: 2, maxDuration: "5m" } },
      },
    },
  };
}
