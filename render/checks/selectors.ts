import type { Finding } from "../../clusters/finding.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { podTemplate } from "../../platform/pod-template.ts";
import { K3S_NAMESPACE } from "../../platform/provided.ts";
import { RUN_TIME_PODS } from "../../platform/run-time-pods.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { chartNamespaces } from "./lab/chart-namespaces.ts";
import {
  type LabelSelector,
  listensOn,
  matches,
  PodsByNamespace,
  portsOf,
  type Workload,
} from "./lab/pods-by-namespace.ts";
import { objectsOf, type Rule } from "./rule.ts";

/**
 * What selects pods selects some: a workload its own, and a Service, a disruption budget or a network policy those of
 * at least one workload of its namespace; and a port that is named there exists on them. Kubernetes accepts each of
 * these mistakes without a word: traffic goes nowhere, and a policy protects nothing.
 *
 * Where pods come from elsewhere, from an app's own chart or from k3s, only a workload's own selector is held. Pods that
 * a component starts by itself are known by their labels.
 */
export const selectors: Rule = {
  name: "selectors",
  check(lab) {
    const pods = new PodsByNamespace(lab);
    const unseen = new Set([...chartNamespaces(lab.units), K3S_NAMESPACE]);
    const findings: Finding[] = [];
    for (const { unit, object } of objectsOf(lab)) {
      for (const fault of faultsOf(object)) findings.push(objectFinding(selectors.name, unit, object, fault));
    }
    return findings;

    function faultsOf(object: KubeObject): readonly Fault[] {
      if (OWN_PODS.has(object.kind)) return ownFaults(object);
      const { namespace = "" } = object.metadata;
      return unseen.has(namespace) ? NONE : (SELECTING[object.kind]?.(object, { namespace, pods }) ?? NONE);
    }
  },
};

const NONE: readonly Fault[] = [];

interface Fault {
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
}

/** What a selector can choose from. */
interface Choice {
  readonly namespace: string;
  readonly pods: PodsByNamespace;
}

const OWN_PODS: ReadonlySet<string> = new Set(["DaemonSet", "Deployment", "ReplicaSet", "StatefulSet"]);

const SELECTING: Readonly<Record<string, (object: KubeObject, choice: Choice) => Fault[]>> = {
  NetworkPolicy: networkPolicyFaults,
  PodDisruptionBudget: ({ spec }, choice) => {
    const { selector = {} } = (spec ?? {}) as { selector?: LabelSelector };
    return selectsNothing(selector, "spec.selector", choice);
  },
  Service: serviceFaults,
};

function ownFaults(object: KubeObject): Fault[] {
  const labels = podTemplate(object)?.labels ?? {};
  const { selector } = (object.spec ?? {}) as { selector?: LabelSelector };
  if (selector === undefined || isEmpty(selector)) {
    return [{ field: "spec.selector", problem: "it has none", remedy: `write "${inWords({ matchLabels: labels })}"` }];
  }
  if (matches(selector, labels)) return [];
  const problem = `"${inWords(selector)}" does not select its own pods, which carry "${inWords({ matchLabels: labels })}"`;
  // The selector of what is deployed can never change.
  return [{ field: "spec.selector", problem, remedy: "give spec.template.metadata.labels what the selector wants" }];
}

interface ServicePort {
  readonly targetPort?: string | number;
  readonly protocol?: string;
}

function serviceFaults({ spec }: KubeObject, choice: Choice): Fault[] {
  const {
    type,
    selector = {},
    ports = [],
  } = (spec ?? {}) as {
    type?: string;
    selector?: Record<string, string>;
    ports?: ServicePort[];
  };
  const wanted = { matchLabels: selector };
  if (type === "ExternalName" || isEmpty(wanted)) return [];
  const nothing = selectsNothing(wanted, "spec.selector", choice);
  if (nothing.length > 0) return nothing;
  const workloads = choice.pods.select(choice.namespace, wanted).filter(lasts);
  return ports.flatMap(({ targetPort, protocol = "TCP" }, index) => {
    if (typeof targetPort !== "string") return [];
    const deaf = workloads.find(workload => !listensOn(workload, targetPort, protocol));
    return deaf === undefined ? [] : [noSuchPort(deaf, targetPort, protocol, `spec.ports[${index}].targetPort`)];
  });
}

interface PolicyPort {
  readonly port?: string | number;
  readonly protocol?: string;
}

function networkPolicyFaults({ spec }: KubeObject, choice: Choice): Fault[] {
  const { podSelector = {}, ingress = [] } = (spec ?? {}) as {
    podSelector?: LabelSelector;
    ingress?: { ports?: PolicyPort[] }[];
  };
  const nothing = selectsNothing(podSelector, "spec.podSelector", choice);
  if (nothing.length > 0) return nothing;
  const workloads = choice.pods.select(choice.namespace, podSelector);
  const [first] = workloads;
  if (first === undefined) return [];
  return ingress.flatMap(({ ports = [] }, rule) =>
    ports.flatMap(({ port, protocol = "TCP" }, index) => {
      if (typeof port !== "string" || workloads.some(workload => listensOn(workload, port, protocol))) return [];
      return [noSuchPort(first, port, protocol, `spec.ingress[${rule}].ports[${index}].port`)];
    }),
  );
}

/** An empty selector means every pod of the namespace, also those to come. */
function selectsNothing(selector: LabelSelector, field: string, { namespace, pods }: Choice): Fault[] {
  if (isEmpty(selector) || pods.select(namespace, selector).length > 0 || startsLater(namespace, selector)) return [];
  const problem = `"${inWords(selector)}" selects no pod of namespace "${namespace}"`;
  const [neighbour] = pods.select(namespace, {});
  if (neighbour === undefined) return [{ field, problem, remedy: "remove it, or add the workload that it is for," }];
  const { kind, metadata } = neighbour.object;
  const labels = inWords({ matchLabels: neighbour.template.labels });
  return [
    { field, problem, remedy: `write labels of a workload there, such as "${labels}" of ${kind}/${metadata.name},` },
  ];
}

function startsLater(namespace: string, selector: LabelSelector): boolean {
  return (RUN_TIME_PODS[namespace] ?? []).some(labels => matches(selector, labels));
}

function noSuchPort({ object, template }: Workload, name: string, protocol: string, field: string): Fault {
  const names = portsOf(template).flatMap(port => (port.name === undefined ? [] : [`"${port.name}"`]));
  const problem = `${object.kind}/${object.metadata.name} has no ${protocol} port "${name}"`;
  const remedy = names.length === 0 ? `give the container's port the name "${name}"` : `write ${names.join(" or ")}`;
  return { field, problem, remedy };
}

/** The pods of a Job end, and no Service waits for them. */
function lasts({ object: { kind } }: Workload): boolean {
  return kind !== "Job" && kind !== "CronJob";
}

function isEmpty({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return matchExpressions.length === 0 && Object.keys(matchLabels).length === 0;
}

/** e.g. `app.kubernetes.io/name=erp, tier In (web)` */
function inWords({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(
      ({ key, operator, values }) => `${key} ${operator}${values ? ` (${values.join(", ")})` : ""}`,
    ),
  ].join(", ");
}
