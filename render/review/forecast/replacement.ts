import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { howToReplace } from "../objects/how-to-replace.ts";
import { DEFINITION } from "./definition.ts";
import { ownOptions, type Policy } from "./policy.ts";
import { type Ruling, SOURCE } from "./ruling.ts";

/** How a sync writes an object that is there: by the options of both sides, for the cluster has those of the old one. */
export interface Writing {
  /** Put in its place as a whole, or deleted and created, instead of being merged into what is there. */
  readonly replaces: boolean;
  /** Whether what cannot be changed may be deleted and created. */
  readonly forces: boolean;
  readonly isServerSide: boolean;
}

/** @see https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/sync/sync_context.go (applyObject) */
export function writingOf(old: KubeObject | undefined, fresh: KubeObject, { syncOptions }: Policy): Writing {
  const [were, are] = [old === undefined ? [] : ownOptions(old), ownOptions(fresh)];
  const carried = (option: string) => were.includes(option) || are.includes(option);
  return {
    replaces: syncOptions.includes("Replace=true") || carried("Replace=true"),
    forces: carried("Force=true"),
    isServerSide:
      !are.includes("ServerSideApply=false") &&
      (syncOptions.includes("ServerSideApply=true") || are.includes("ServerSideApply=true")),
  };
}

/**
 * Whether every sync deletes the object and creates it again, changed or not: it carries `Replace=true` with
 * `Force=true`. CRDs and namespaces are spared.
 */
export function isRecreated(object: KubeObject, { replaces, forces }: Writing): boolean {
  return replaces && forces && !SPARED.includes(groupKind(object));
}

const SPARED: readonly string[] = ["Namespace", DEFINITION];

/**
 * What is to be applied on the server's side by force is not applied at all: `--force cannot be used with --server-side`.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/utils/kube/resource_ops.go (newApplyOptions)
 */
export function contradiction({ replaces, forces, isServerSide }: Writing): Ruling | undefined {
  if (!forces || !isServerSide || replaces) return undefined;
  return {
    outcome: "forbidden",
    why: "Force=true cannot be combined with server-side apply",
    how: "Take Force=true away, add Replace=true to it, or let the object carry ServerSideApply=false",
    source: SOURCE.force,
    stops: "rest",
  };
}

/** An update that touches fields which Kubernetes refuses to change. */
export function replacement(object: KubeObject, immutable: readonly string[], writing: Writing): Ruling {
  const fields = immutable.join(", ");
  const kind = groupKind(object);
  if (isRecreated(object, writing)) {
    return { outcome: "recreate", why: `it carries Replace=true with Force=true`, source: SOURCE.replace };
  }
  if (!writing.isServerSide && !writing.replaces && kind.startsWith("rbac.authorization.k8s.io/")) {
    return {
      outcome: "recreate",
      why: `${fields} changes, and Argo CD then deletes and creates it`,
      source: RECONCILED,
    };
  }
  if (!writing.isServerSide && !writing.replaces && writing.forces) {
    return { outcome: "recreate", why: `${fields} cannot be changed, and it carries Force=true`, source: SOURCE.force };
  }
  return {
    outcome: "replace needed",
    why: `Kubernetes refuses to change ${fields} of what exists`,
    how: howToReplace(object),
    source: SOURCE.tasks,
    stops: "rest",
  };
}

/** ApplyResource runs `kubectl auth reconcile` first. */
const RECONCILED = "https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/utils/kube/resource_ops.go";
