import type { KubeObject } from "../../../platform/kube-object.ts";

/** A Deployment with one container; whatever is given takes the place of what it has. */
export function sampleDeployment({ name = "erp", container = {}, pod = {}, spec = {} } = {}): KubeObject {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name, image: "ghcr.io/team/erp:1.2.3", ...container }], ...pod },
      },
      ...spec,
    },
  };
}

/** A claim of one gibibyte that one node can have at a time. */
export function sampleClaim({ name = "documents", metadata = {}, spec = {} } = {}): KubeObject {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name, ...metadata },
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } }, ...spec },
  };
}

/** Pod fields that mount a claim. */
export function mounting(claimName: string) {
  return { volumes: [{ name: "data", persistentVolumeClaim: { claimName } }] };
}

/** Any other object, in few words. */
export function sampleObject(apiVersion: string, kind: string, name: string, rest: object = {}): KubeObject {
  return { apiVersion, kind, metadata: { name }, ...rest };
}

/** Metadata by which no sync and no deleted Application deletes an object. */
export const PROTECTED = { annotations: { "argocd.argoproj.io/sync-options": "Prune=false,Delete=false" } };
