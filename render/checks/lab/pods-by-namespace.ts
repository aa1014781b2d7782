import type { KubeObject } from "../../../platform/kube-object.ts";
import { type PodTemplate, podTemplate } from "../../../platform/pod-template.ts";
import { type Lab, objectsOf } from "../rule.ts";

/** Whatever makes pods, with their template. */
export interface Workload {
  readonly object: KubeObject;
  readonly template: PodTemplate;
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements */
export interface LabelSelector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly Expression[];
}

interface Expression {
  readonly key: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  readonly values?: readonly string[];
}

type Labels = Readonly<Record<string, string>>;

/** Workloads of a cluster by namespace: an instance has its own, so that a selector looks at a few only. */
export class PodsByNamespace {
  readonly #workloads = new Map<string, Workload[]>();

  constructor(lab: Lab) {
    for (const { object } of objectsOf(lab)) {
      const template = podTemplate(object);
      if (template === undefined) continue;
      const { namespace = "" } = object.metadata;
      const neighbours = this.#workloads.get(namespace);
      if (neighbours === undefined) this.#workloads.set(namespace, [{ object, template }]);
      else neighbours.push({ object, template });
    }
  }

  /** Workloads of a namespace whose pods carry what the selector wants; an empty one wants nothing. */
  select(namespace: string, selector: LabelSelector): readonly Workload[] {
    return (this.#workloads.get(namespace) ?? []).filter(({ template }) => matches(selector, template.labels));
  }
}

/** Whether pods with these labels are selected. */
export function matches({ matchLabels, matchExpressions }: LabelSelector, labels: Labels): boolean {
  for (const key in matchLabels) {
    if (labels[key] !== matchLabels[key] && !LABELS_OF_ONE_POD.has(key)) return false;
  }
  return matchExpressions?.every(expression => holds(expression, labels[expression.key])) ?? true;
}

/** Whether a container listens on a port of this name; one that ends before the others start does not count. */
export function listensOn({ template }: Workload, name: string, protocol: string): boolean {
  return portsOf(template).some(port => port.name === name && (port.protocol ?? "TCP") === protocol);
}

/** Ports of the containers that go on running, sidecars included. */
export function portsOf({ spec }: PodTemplate): readonly { readonly name?: string; readonly protocol?: string }[] {
  const sidecars = spec.initContainers?.filter(({ restartPolicy }) => restartPolicy === "Always") ?? [];
  return [...(spec.containers ?? []), ...sidecars].flatMap(({ ports }) => ports ?? []);
}

function holds({ operator, values = [] }: Expression, label: string | undefined): boolean {
  switch (operator) {
    case "In":
      return label !== undefined && values.includes(label);
    case "NotIn":
      return label === undefined || !values.includes(label);
    case "Exists":
      return label !== undefined;
    case "DoesNotExist":
      return label === undefined;
  }
}

/** Labels that Kubernetes gives to one pod of a workload; no template carries them. */
const LABELS_OF_ONE_POD: ReadonlySet<string> = new Set([
  "apps.kubernetes.io/pod-index",
  "batch.kubernetes.io/job-completion-index",
  "batch.kubernetes.io/job-name",
  "statefulset.kubernetes.io/pod-name",
]);
