import type { KubeObject } from "../../../platform/kube-object.ts";
import { commaSeparated, metadataText } from "./annotations.ts";

export type HookPhase = (typeof HOOK_PHASES)[number];

const HOOK_PHASES = ["PreSync", "Sync", "PostSync", "SyncFail", "PreDelete", "PostDelete"] as const;

/**
 * How a sync takes an object: as one that it keeps in the cluster, as a hook that it runs, or not at all.
 *
 * `Skip` alone keeps an object out of every sync, and so does a hook of a type that Argo CD does not know. Hooks of Helm
 * count where no hook of Argo CD is written; `crd-install` is no hook.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/resource_hooks/ and .../helm/#helm-hooks
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/sync/hook/hook.go
 */
export type Role =
  | { readonly kind: "resource" }
  | { readonly kind: "hook"; readonly phases: readonly HookPhase[] }
  | { readonly kind: "left out"; readonly why: string };

const RESOURCE: Role = { kind: "resource" };

export function roleOf(object: KubeObject): Role {
  const own = metadataText(object, "argocd.argoproj.io/hook");
  const helm = metadataText(object, "helm.sh/hook");
  if (own === undefined && (helm === undefined || helm === "crd-install")) return RESOURCE;
  const types = commaSeparated(own).filter(type => type === "Skip" || isPhase(type));
  if (types.length === 1 && types[0] === "Skip") return { kind: "left out", why: "it carries the hook Skip" };
  const phases = types.length > 0 ? types.filter(isPhase) : helmPhases(helm);
  if (phases.length > 0) return { kind: "hook", phases: [...new Set(phases)] };
  return { kind: "left out", why: "it is a hook of a type that Argo CD does not know" };
}

export type DeletePolicy = "BeforeHookCreation" | "HookSucceeded" | "HookFailed";

/** When a hook is deleted: before the next one of its name, if nothing else is written. */
export function deletePolicies(object: KubeObject): DeletePolicy[] {
  const own = commaSeparated(metadataText(object, "argocd.argoproj.io/hook-delete-policy")).filter(isDeletePolicy);
  const helm = commaSeparated(metadataText(object, "helm.sh/hook-delete-policy")).flatMap(
    policy => HELM_POLICIES.get(policy) ?? [],
  );
  const all = [...own, ...helm];
  return all.length > 0 ? all : ["BeforeHookCreation"];
}

const HELM_POLICIES: ReadonlyMap<string, DeletePolicy> = new Map([
  ["before-hook-creation", "BeforeHookCreation"],
  ["hook-succeeded", "HookSucceeded"],
  ["hook-failed", "HookFailed"],
]);

const HELM_PHASES: ReadonlyMap<string, HookPhase> = new Map([
  ["pre-install", "PreSync"],
  ["pre-upgrade", "PreSync"],
  ["post-install", "PostSync"],
  ["post-upgrade", "PostSync"],
  ["pre-delete", "PreDelete"],
  ["post-delete", "PostDelete"],
]);

function helmPhases(helm: string | undefined): HookPhase[] {
  return commaSeparated(helm).flatMap(type => HELM_PHASES.get(type) ?? []);
}

function isPhase(type: string): type is HookPhase {
  return HOOK_PHASES.some(phase => phase === type);
}

function isDeletePolicy(policy: string): policy is DeletePolicy {
  return policy === "BeforeHookCreation" || policy === "HookSucceeded" || policy === "HookFailed";
}
