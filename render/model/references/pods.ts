import type { KubeObject } from "../../../platform/kube-object.ts";
import { type PodSpec, podTemplate } from "../../../platform/pod-template.ts";
import { configReferences } from "../../../platform/secret-references.ts";
import { local, type Reference } from "./reference.ts";
import { type Specified, specOf } from "./spec.ts";
import { storageClass } from "./storage.ts";

/** Of whatever makes pods: their account, what they read, and their volumes. */
export function fromPods(object: KubeObject): Reference[] {
  const template = podTemplate(object);
  if (template === undefined) return [];
  const { spec: pod, path } = template;
  return [...account(object, pod, path), ...config(object, pod, path), ...claims(object, pod, path)];
}

/** Also its headless Service, and the storage classes of the claims that it makes itself. */
export function fromStatefulSet(object: KubeObject): Reference[] {
  const { serviceName, volumeClaimTemplates = [] } = specOf<{ serviceName: string; volumeClaimTemplates: Specified[] }>(
    object,
  );
  return [
    ...fromPods(object),
    ...(serviceName === undefined ? [] : [local(object, "Service", serviceName, "spec.serviceName")]),
    ...volumeClaimTemplates.flatMap((claim, index) => storageClass(claim, `spec.volumeClaimTemplates[${index}].spec`)),
  ];
}

/** What a HorizontalPodAutoscaler scales. */
export function fromAutoscaler(object: KubeObject): Reference[] {
  const { scaleTargetRef: target } = specOf<{ scaleTargetRef: { kind: string; name: string } }>(object);
  return target === undefined ? [] : [local(object, target.kind, target.name, "spec.scaleTargetRef")];
}

function account(object: KubeObject, { serviceAccountName }: PodSpec, path: string): Reference[] {
  if (serviceAccountName === undefined) return [];
  return [local(object, "ServiceAccount", serviceAccountName, `${path}.serviceAccountName`)];
}

function config(object: KubeObject, pod: PodSpec, path: string): Reference[] {
  return configReferences(pod).map(({ kind, name, path: field, optional }) =>
    local(object, kind, name, `${path}.${field}`, kind === "Secret" ? "secrets" : "references", optional),
  );
}

function claims(object: KubeObject, { volumes = [] }: PodSpec, path: string): Reference[] {
  return volumes.flatMap(({ name, persistentVolumeClaim: claim }) =>
    claim === undefined
      ? []
      : [local(object, "PersistentVolumeClaim", claim.claimName, `${path}.volumes[${name}]`, "volumes")],
  );
}
