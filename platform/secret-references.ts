import { containersOf, type Named, type PodSpec } from "./pod-template.ts";

/** A Secret or ConfigMap that a pod reads. */
export interface ConfigReference {
  readonly kind: "Secret" | "ConfigMap";
  readonly name: string;
  /** Path below the pod's specification. */
  readonly path: string;
  /** The pod starts without it. */
  readonly optional: boolean;
}

/** Every Secret and ConfigMap that a pod reads: as environment, as files, and to pull images. */
export function configReferences(spec: PodSpec): ConfigReference[] {
  return [...fromContainers(spec), ...fromVolumes(spec), ...fromPullSecrets(spec)];
}

function fromContainers(spec: PodSpec): ConfigReference[] {
  return containersOf(spec).flatMap(({ container, path }) => [
    ...(container.envFrom ?? []).flatMap((source, index) => [
      ...reference("Secret", source.secretRef, `${path}.envFrom[${index}].secretRef`),
      ...reference("ConfigMap", source.configMapRef, `${path}.envFrom[${index}].configMapRef`),
    ]),
    ...(container.env ?? []).flatMap(({ name, valueFrom }) => [
      ...reference("Secret", valueFrom?.secretKeyRef, `${path}.env[${name}].valueFrom.secretKeyRef`),
      ...reference("ConfigMap", valueFrom?.configMapKeyRef, `${path}.env[${name}].valueFrom.configMapKeyRef`),
    ]),
  ]);
}

function fromVolumes(spec: PodSpec): ConfigReference[] {
  return (spec.volumes ?? []).flatMap(({ name, secret, configMap, projected }) => [
    ...reference("Secret", secret && { ...secret, name: secret.secretName }, `volumes[${name}].secret`),
    ...reference("ConfigMap", configMap, `volumes[${name}].configMap`),
    ...(projected?.sources ?? []).flatMap((source, index) => [
      ...reference("Secret", source.secret, `volumes[${name}].projected.sources[${index}].secret`),
      ...reference("ConfigMap", source.configMap, `volumes[${name}].projected.sources[${index}].configMap`),
    ]),
  ]);
}

function fromPullSecrets(spec: PodSpec): ConfigReference[] {
  return (spec.imagePullSecrets ?? []).flatMap((secret, index) =>
    reference("Secret", secret, `imagePullSecrets[${index}]`),
  );
}

function reference(kind: ConfigReference["kind"], named: Named | undefined, path: string): ConfigReference[] {
  return named === undefined ? [] : [{ kind, name: named.name, path, optional: named.optional ?? false }];
}
