import { containersOf, type Named, type PodSpec, type Volume } from "../../../platform/pod-template.ts";

/** A Secret or ConfigMap, or a key of it, that a kubelet reads before it starts a container. */
export interface Need {
  readonly kind: "Secret" | "ConfigMap";
  readonly name: string;
  /** None: it may hold whatever it likes. */
  readonly key?: string;
  /** The container starts without it. */
  readonly optional: boolean;
  /** Whose environment it is; none for a volume, for which every container waits. */
  readonly container?: string;
}

/** Data of a Secret or ConfigMap, as the API server has it. */
export interface ConfigData {
  readonly data?: Readonly<Record<string, string>>;
  readonly binaryData?: Readonly<Record<string, string>>;
}

/** What the containers of a pod need, in the order of a kubelet: volumes that are mounted, then the containers. */
export function podNeeds(spec: PodSpec): Need[] {
  return [...mountedVolumes(spec).flatMap(volumeNeeds), ...environmentNeeds(spec)];
}

/**
 * What is wrong with a need, in the words of a kubelet; undefined when nothing is.
 *
 * @param found the object, if it is there
 */
export function lackOf({ kind, name, key, optional, container }: Need, namespace: string, found?: ConfigData) {
  if (optional) return undefined;
  if (found === undefined) return `${kind.toLowerCase()} "${name}" not found`;
  const files = container === undefined ? found.binaryData : {}; // no environment takes bytes
  if (key === undefined || Object.hasOwn({ ...found.data, ...files }, key)) return undefined;
  return `couldn't find key ${key} in ${kind} ${namespace}/${name}`;
}

function mountedVolumes(spec: PodSpec): Volume[] {
  const mounts = containersOf(spec).flatMap(({ container }) => (container.volumeMounts ?? []) as readonly Named[]);
  const names = new Set(mounts.map(({ name }) => name));
  return (spec.volumes ?? []).filter(({ name }) => names.has(name));
}

type Files = Named & { readonly items?: readonly { readonly key: string }[] };

function volumeNeeds({ secret, configMap, projected }: Volume): Need[] {
  return [
    ...fileNeeds("Secret", secret && { ...secret, name: secret.secretName }),
    ...fileNeeds("ConfigMap", configMap),
    ...(projected?.sources ?? []).flatMap(source => [
      ...fileNeeds("Secret", source.secret),
      ...fileNeeds("ConfigMap", source.configMap),
    ]),
  ];
}

function fileNeeds(kind: Need["kind"], files: Files | undefined): Need[] {
  if (files === undefined) return [];
  const { name, optional = false, items = [] } = files;
  return items.length === 0 ? [{ kind, name, optional }] : items.map(({ key }) => ({ kind, name, key, optional }));
}

function environmentNeeds(spec: PodSpec): Need[] {
  return containersOf(spec).flatMap(({ container: { name: container, envFrom = [], env = [] } }) => [
    ...envFrom.flatMap(({ secretRef, configMapRef }) => [
      ...variableNeeds("Secret", secretRef, container),
      ...variableNeeds("ConfigMap", configMapRef, container),
    ]),
    ...env.flatMap(({ valueFrom }) => [
      ...variableNeeds("Secret", valueFrom?.secretKeyRef, container),
      ...variableNeeds("ConfigMap", valueFrom?.configMapKeyRef, container),
    ]),
  ]);
}

function variableNeeds(
  kind: Need["kind"],
  source: (Named & { readonly key?: string }) | undefined,
  container: string,
): Need[] {
  if (source === undefined) return [];
  const { name, key, optional = false } = source;
  return [{ kind, name, ...(key !== undefined && { key }), optional, container }];
}
