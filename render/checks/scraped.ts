import { TOOLS_NAMESPACE } from "../../platform/components/foundation/namespaces.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { namespaceOf } from "../../platform/object-identity.ts";
import { containersOf, type PodTemplate } from "../../platform/pod-template.ts";
import { SCRAPE_EXEMPTIONS } from "../../platform/scrape-exemptions.ts";
import { METRICS_LABEL, SCRAPED } from "../../platform/shapes/metrics.ts";
import { objectId } from "../model/links.ts";
import { inQuotes, mismatch } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import {
  holds,
  isForAnybody,
  type Opening,
  type OpenPort,
  openingsOf,
  type Policies,
  policiesByNamespace,
} from "./lab/network-policies.ts";
import { type Workload, workloadsOf } from "./lab/objects-by-kind.ts";
import { matches } from "./lab/pods-by-namespace.ts";
import type { Lab, Rule } from "./rule.ts";

/**
 * Prometheus looks at every workload of every component that goes on running, unless a reason is written down; and finds
 * whatever carries its label: at a port that a container has, past the policies of the namespace
 * and its own.
 */
export const scraped: Rule = {
  name: "scraped",
  check(lab) {
    const policies = policiesByNamespace(lab);
    return workloadsOf(lab).flatMap(workload => {
      const { unit, object, template } = workload;
      const isExempt = SCRAPE_EXEMPTIONS.some(exemption => exemption.workload === objectId(object));
      const faults = carriesLabel(template)
        ? [...(isExempt ? [needless(template)] : []), ...unreachable(lab, workload, policies)]
        : [...(isExempt || unit.class === "app" || !LASTING.has(object.kind) ? [] : [unlabelled(template)])];
      return faults.map(fault => objectFinding(scraped.name, unit, object, fault));
    });
  },
};

const LASTING: ReadonlySet<string> = new Set(["DaemonSet", "Deployment", "StatefulSet"]);
const EXEMPTIONS = "platform/scrape-exemptions.ts";
const PORT = "prometheus.io/port";

interface Fault {
  readonly field: string;
  readonly problem: string;
  readonly remedy: string;
  readonly file?: string;
}

function carriesLabel({ labels }: PodTemplate): boolean {
  return labels[METRICS_LABEL] === SCRAPED[METRICS_LABEL];
}

/** Path of the pods' metadata: their specification is its neighbour. */
function metadataPath({ path }: PodTemplate): string {
  return path.replace(/spec$/, "metadata");
}

function unlabelled(template: PodTemplate): Fault {
  return {
    field: `${metadataPath(template)}.labels[${METRICS_LABEL}]`,
    problem: `${mismatch(template.labels[METRICS_LABEL], SCRAPED[METRICS_LABEL])}, so Prometheus does not look at its pods`,
    remedy: `spread scraped({ port }) of platform/shapes/metrics.ts into the pods' metadata, or name it with the reason in ${EXEMPTIONS},`,
  };
}

function needless(template: PodTemplate): Fault {
  return {
    field: `${metadataPath(template)}.labels[${METRICS_LABEL}]`,
    problem: "Prometheus looks at its pods, and it is exempted from that",
    remedy: "remove the exemption",
    file: EXEMPTIONS,
  };
}

/** Why Prometheus would not get an answer, although it looks. */
function unreachable(lab: Lab, workload: Workload, policies: Policies): Fault[] {
  const { object, template } = workload;
  const field = `${metadataPath(template)}.annotations[${PORT}]`;
  const port = annotationsOf(object, template)[PORT];
  const named = portsOf(template).find(({ containerPort }) => String(containerPort) === port);
  if (named === undefined) return [{ field, ...wrongPort(port, template) }];
  const namespace = namespaceOf(object, workload.unit.namespace);
  const isIn = letsIn(policies, namespace, template, named);
  const isOut = letsOut(policies, destination(lab, namespace, template), named);
  return [
    ...(isIn ? [] : [{ field, ...shutOut(port) }]),
    ...(isOut ? [] : [{ field, ...shutIn(port, template.spec.hostNetwork === true) }]),
  ];
}

function shutOut(port: string | undefined) {
  return {
    problem: `no NetworkPolicy lets Prometheus in to port ${port}, and others close its namespace`,
    remedy: "add platform/shapes/admit-prometheus.ts to the namespace",
  };
}

function shutIn(port: string | undefined, isOnHost: boolean) {
  return {
    problem: `no NetworkPolicy lets Prometheus out to port ${port} of ${isOnHost ? "the nodes" : "its pods"}`,
    remedy: 'give Prometheus "everything-inside" among what it reaches',
    file: "platform/components/prometheus/index.ts",
  };
}

function wrongPort(port: string | undefined, template: PodTemplate) {
  const ports = portsOf(template).map(({ containerPort }) => inQuotes(containerPort));
  const problem = port === undefined ? "it has none" : `no container has a port ${inQuotes(port)}`;
  return { problem, remedy: ports.length === 0 ? "give the container the port" : `write ${ports.join(" or ")}` };
}

interface NamedPort {
  readonly name?: string;
  readonly containerPort: number;
}

function portsOf({ spec }: PodTemplate): NamedPort[] {
  return containersOf(spec).flatMap(({ container }) => container.ports ?? []);
}

/** They lie beside the labels of the pods, in the template or, of a CronJob, in the template of its jobs. */
function annotationsOf(object: KubeObject, template: PodTemplate): Readonly<Record<string, string>> {
  const path = `${metadataPath(template)}.annotations`.split(".");
  const found = path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
  return (found ?? {}) as Readonly<Record<string, string>>;
}

const PROMETHEUS: Pods = {
  namespace: { "kubernetes.io/metadata.name": TOOLS_NAMESPACE },
  labels: { "app.kubernetes.io/name": "prometheus" },
};

/** Pods as a policy sees them: by labels of their own and of their namespace, and by the network of their addresses. */
interface Pods {
  readonly namespace: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly network?: string;
}

function destination({ cluster }: Lab, namespace: string, { labels, spec }: PodTemplate): Pods {
  const isOnHost = spec.hostNetwork === true;
  return {
    namespace: { "kubernetes.io/metadata.name": namespace },
    labels: isOnHost ? {} : labels,
    network: isOnHost ? cluster.networks.lan : cluster.networks.pods,
  };
}

function letsIn(policies: Policies, namespace: string, { labels, spec }: PodTemplate, port: NamedPort): boolean {
  const openings = openingsOf(policies, "Ingress", namespace, labels);
  if (spec.hostNetwork === true || openings === undefined) return true;
  return openings.some(opening => isAmong(opening, PROMETHEUS) && isOpen(opening.ports, port));
}

function letsOut(policies: Policies, pods: Pods, port: NamedPort): boolean {
  const openings = openingsOf(policies, "Egress", TOOLS_NAMESPACE, PROMETHEUS.labels);
  return openings?.some(opening => isAmong(opening, pods) && isOpen(opening.ports, port)) ?? true;
}

/** https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors */
function isAmong(opening: Opening, { namespace, labels, network }: Pods): boolean {
  if (isForAnybody(opening)) return true;
  return (opening.peers ?? []).some(({ namespaceSelector, podSelector = {}, ipBlock }) =>
    ipBlock === undefined
      ? namespaceSelector !== undefined && matches(namespaceSelector, namespace) && matches(podSelector, labels)
      : network !== undefined && holds(ipBlock, network),
  );
}

function isOpen(ports: readonly OpenPort[] | undefined, { name, containerPort }: NamedPort): boolean {
  if (ports === undefined || ports.length === 0) return true;
  return ports.some(({ port, endPort }) => {
    if (port === undefined || port === name || port === containerPort) return true;
    return typeof port === "number" && endPort !== undefined && port <= containerPort && containerPort <= endPort;
  });
}
