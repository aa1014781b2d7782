import type { KubeObject } from "../../../platform/kube-object.ts";
import { podTemplate } from "../../../platform/pod-template.ts";
import { type Fields, fieldsOf, mappingsOf, textOf } from "./fields.ts";

/** The pods that an object makes, as it writes them down. */
export interface Pods {
  readonly spec: Fields;
  readonly labels: Fields;
  /** Path of `spec`: `spec.template.spec`. */
  readonly path: string;
}

/** A container of a pod. */
export interface PodContainer {
  readonly name: string;
  /** As in a field change: `spec.template.spec.containers[erp]`. */
  readonly path: string;
  /** Whether it ends before the others start. Sidecars (`restartPolicy: Always`) do not. */
  readonly runsFirst: boolean;
  readonly fields: Fields;
}

/**
 * Of a Pod, of every workload of Kubernetes, and of whatever else has a template with containers where a Deployment has
 * it, such as a Rollout. Undefined for what makes no pods.
 */
export function podsOf(object: KubeObject): Pods | undefined {
  const template = podTemplate(object) ?? podTemplateOfCustom(object);
  return template && { spec: fieldsOf(template.spec), labels: fieldsOf(template.labels), path: template.path };
}

/** Containers of the pods that an object makes, those that run first included; none for what makes no pods. */
export function containersOf(object: KubeObject): PodContainer[] {
  const pods = podsOf(object);
  if (pods === undefined) return [];
  return (["initContainers", "containers"] as const).flatMap(list =>
    mappingsOf(pods.spec[list]).map((fields, index) => {
      const name = textOf(fields.name) ?? `${index}`;
      const runsFirst = list === "initContainers" && fields.restartPolicy !== "Always";
      return { name, path: `${pods.path}.${list}[${name}]`, runsFirst, fields };
    }),
  );
}

/** Containers that both sides have, by the list they stand in and their name. */
export function containersOfBoth(before: KubeObject, after: KubeObject): [PodContainer, PodContainer][] {
  const old = new Map(containersOf(before).map(container => [container.path, container]));
  return containersOf(after).flatMap(fresh => {
    const was = old.get(fresh.path);
    return was === undefined ? [] : [[was, fresh] as [PodContainer, PodContainer]];
  });
}

function podTemplateOfCustom({ spec }: KubeObject) {
  const template = fieldsOf(fieldsOf(spec).template);
  if (!Array.isArray(fieldsOf(template.spec).containers)) return undefined;
  return { spec: template.spec, labels: fieldsOf(template.metadata).labels, path: "spec.template.spec" };
}
