import type { KubeObject } from "../../../platform/kube-object.ts";
import { metadataText } from "./annotations.ts";

/**
 * The sync wave that an object is in: what it says, or the weight of a Helm hook, or 0. What is no whole number counts
 * as not written.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/sync/syncwaves/waves.go
 */
export function waveOf(object: KubeObject): number {
  return (
    wholeNumber(metadataText(object, "argocd.argoproj.io/sync-wave")) ??
    wholeNumber(metadataText(object, "helm.sh/hook-weight")) ??
    0
  );
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined;
}
