import type { KubeObject } from "./kube-object.ts";

/** The part of a pod's specification that others look at, as plain data. */
export interface PodSpec {
  readonly serviceAccountName?: string;
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly Volume[];
  readonly imagePullSecrets?: readonly { readonly name: string }[];
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

export interface Container {
  readonly name: string;
  readonly image?: string;
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
  readonly env?: readonly { readonly name: string; readonly valueFrom?: ValueFrom }[];
  readonly envFrom?: readonly { readonly secretRef?: Named; readonly configMapRef?: Named }[];
  readonly resources?: { readonly requests?: Quantities; readonly limits?: Quantities };
  readonly securityContext?: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

export interface ValueFrom {
  readonly secretKeyRef?: Named & { readonly key: string };
  readonly configMapKeyRef?: Named & { readonly key: string };
}

export interface Volume {
  readonly name: string;
  readonly secret?: { readonly secretName: string; readonly optional?: boolean };
  readonly configMap?: Named;
  readonly persistentVolumeClaim?: { readonly claimName: string };
  readonly projected?: { readonly sources?: readonly { readonly secret?: Named; readonly configMap?: Named }[] };
}

export interface Named {
  readonly name: string;
  readonly optional?: boolean;
}

export type Quantities = Readonly<Record<string, string | number>>;

/** Where the pod template of an object lies: its specification and the path to it. */
export interface PodTemplate {
  readonly spec: PodSpec;
  readonly labels: Readonly<Record<string, string>>;
  /** Path of `spec`, such as `spec.template.spec`. */
  readonly path: string;
}

interface Template {
  readonly metadata?: { readonly labels?: Readonly<Record<string, string>> };
  readonly spec?: PodSpec;
}

/** The pods that an object makes; undefined when it makes none. */
export function podTemplate(object: KubeObject): PodTemplate | undefined {
  const spec = object.spec as { template?: Template; jobTemplate?: { spec?: { template?: Template } } } | undefined;
  switch (object.kind) {
    case "Deployment":
    case "StatefulSet":
    case "DaemonSet":
    case "ReplicaSet":
    case "Job":
      return found(spec?.template, "spec.template.spec");
    case "CronJob":
      return found(spec?.jobTemplate?.spec?.template, "spec.jobTemplate.spec.template.spec");
    case "Pod":
      return found({ metadata: object.metadata, spec: (object.spec ?? {}) as PodSpec }, "spec");
    default:
      return undefined;
  }
}

function found(template: Template | undefined, path: string): PodTemplate {
  return { spec: template?.spec ?? {}, labels: template?.metadata?.labels ?? {}, path };
}

/** Every container of a pod, those that run first included, with its path below the pod's specification. */
export function containersOf(spec: PodSpec): { readonly container: Container; readonly path: string }[] {
  return (["initContainers", "containers"] as const).flatMap(list =>
    (spec[list] ?? []).map(container => ({ container, path: `${list}[${container.name}]` })),
  );
}
