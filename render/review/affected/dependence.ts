import type { KubeObject } from "../../../platform/kube-object.ts";
import { podTemplate } from "../../../platform/pod-template.ts";
import { type LabelSelector, matches } from "../../checks/lab/pods-by-namespace.ts";
import { linksOf } from "../../model/links.ts";
import type { Desired, Placed } from "../desired.ts";
import type { AffectedEdge } from "./affected.ts";

/**
 * What depends on what in one revision, by keys of objects: the references of the model, and what selects pods. Linear
 * in objects and references; a selector looks at the workloads of its namespace only.
 */
export function dependenceOf(desired: Desired): AffectedEdge[] {
  const clusters = Map.groupBy(desired.byKey.values(), ({ cluster }) => cluster);
  return [...clusters.values()].flatMap(placed => [...references(placed), ...selections(placed)]);
}

function references(placed: readonly Placed[]): AffectedEdge[] {
  const objects = new Map(placed.map(({ key, namespace, object }) => [key, inNamespace(object, namespace)]));
  return linksOf(objects).links.map(({ from, to, via }) => ({ from, to, via }));
}

/** References are resolved by the namespace that an object lands in, which it need not name. */
function inNamespace(object: KubeObject, namespace: string): KubeObject {
  if ((object.metadata.namespace ?? "") === namespace) return object;
  return { ...object, metadata: { ...object.metadata, namespace } };
}

function selections(placed: readonly Placed[]): AffectedEdge[] {
  const workloads = Map.groupBy(
    placed.flatMap(({ key, namespace, object }) => {
      const labels = podTemplate(object)?.labels;
      return labels === undefined ? [] : [{ key, namespace, labels }];
    }),
    ({ namespace }) => namespace,
  );
  return placed.flatMap(({ key, namespace, object }) => {
    const selector = selectorOf(object);
    if (selector === undefined) return [];
    const selected = (workloads.get(namespace) ?? []).filter(({ labels }) => matches(selector, labels));
    return selected.map(workload => ({ from: key, to: workload.key, via: "selects" }));
  });
}

/** Of a Service that has one. A policy selects pods too, but a change of pods does not reach a policy. */
function selectorOf({ kind, apiVersion, spec }: KubeObject): LabelSelector | undefined {
  if (kind !== "Service" || apiVersion !== "v1") return undefined;
  const { selector } = (spec ?? {}) as { selector?: Readonly<Record<string, string>> };
  return selector === undefined ? undefined : { matchLabels: selector };
}
