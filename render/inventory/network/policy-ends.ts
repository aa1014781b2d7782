import type { Cluster } from "../../../clusters/lab.ts";
import { hostPorts } from "../../../platform/hosts/host-ports.ts";
import { namespaceOf } from "../../../platform/object-identity.ts";
import { containersOf, type PodSpec } from "../../../platform/pod-template.ts";
import { K3S_NAMESPACE } from "../../../platform/provided.ts";
import { RUN_TIME_PODS } from "../../../platform/run-time-pods.ts";
import { API_SERVER_PORT, CLUSTER_DNS, DNS_PORTS } from "../../../platform/shapes/peers.ts";
import { chartNamespaces } from "../../checks/lab/chart-namespaces.ts";
import { objectsOfKind, type Workload, workloadsOf } from "../../checks/lab/objects-by-kind.ts";
import type { Lab } from "../../checks/rule.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import { oncePerLab } from "../once-per-lab.ts";

/** Pods that are alike to every policy: those of one workload. */
export interface Pods {
  /** As people call them: `erp` for an instance with one workload, `erp/worker` for one of several, `longhorn-ui`. */
  readonly name: string;
  /** Absent: k3s brings them. */
  readonly unit?: BuiltUnit;
  readonly namespace: string;
  readonly labels: Labels;
  readonly ports: readonly ContainerPort[];
  /** Whether they use the network of their node: no policy limits them, or names them. */
  readonly isOnHost: boolean;
}

export interface ContainerPort {
  readonly name?: string;
  readonly containerPort: number;
  readonly protocol?: string;
}

/** Something outside of the cluster's pods that policies let pods connect to: a service of a host, a network. */
export interface Place {
  readonly name: string;
  /** Network that a policy has to hold: `192.168.1.202/32`. */
  readonly network: string;
  /** The one port that it answers at; absent: any. */
  readonly port?: { readonly protocol: string; readonly number: number };
}

type Labels = Readonly<Record<string, string>>;

/** Every pod of a lab that policies may name, as its units, its controllers and k3s make them. */
export const podsOf = oncePerLab((lab: Lab): readonly Pods[] => {
  const workloads = workloadsOf(lab);
  const counts = Map.groupBy(workloads, ({ unit }) => unit);
  const hidden = chartNamespaces(lab.units);
  return [
    ...workloads.map(workload => podsOfWorkload(workload, (counts.get(workload.unit) ?? []).length)),
    ...lab.units.filter(unit => unit.class === "app" && hidden.has(unit.namespace)).map(podsOfChart),
    ...runTimePods(lab),
    COREDNS,
  ];
});

const COREDNS: Pods = {
  name: "CoreDNS",
  namespace: K3S_NAMESPACE,
  labels: CLUSTER_DNS.podSelector?.matchLabels ?? {},
  ports: DNS_PORTS.map(({ protocol = "TCP", port }) => ({ protocol, containerPort: Number(port) })),
  isOnHost: false,
};

function podsOfWorkload({ unit, object, template }: Workload, siblings: number): Pods {
  const { name } = object.metadata;
  const own = siblings > 1 ? `${unit.name}/${name}` : unit.name;
  return {
    name: unit.instance === undefined ? name : own,
    unit,
    namespace: namespaceOf(object, unit.namespace),
    labels: template.labels,
    ports: listeningPorts(template.spec),
    isOnHost: template.spec.hostNetwork === true,
  };
}

function listeningPorts(spec: PodSpec): ContainerPort[] {
  return containersOf(spec).flatMap(({ container }) => container.ports ?? []);
}

/** What an app's own chart makes is not seen here: of its pods only the namespace is known. */
function podsOfChart(unit: BuiltUnit): Pods {
  return { name: unit.name, unit, namespace: unit.namespace, labels: {}, ports: [], isOnHost: false };
}

function runTimePods(lab: Lab): Pods[] {
  const makers = new Map(objectsOfKind(lab, "Namespace").map(({ unit, object }) => [object.metadata.name, unit]));
  return Object.entries(RUN_TIME_PODS).flatMap(([namespace, kinds]) => {
    const unit = makers.get(namespace);
    if (unit === undefined) return [];
    return kinds.map(labels => {
      const name = Object.values(labels).at(-1) ?? namespace;
      return { name, unit, namespace, labels, ports: [], isOnHost: false };
    });
  });
}

/** Names of the two networks among places. */
export const INTERNET = "the Internet";
export const LAN = "the LAN";

/** Everywhere that is no pod and that a policy can mean, the widest first. */
export function placesOf(cluster: Cluster): Place[] {
  return [{ name: INTERNET, network: PUBLIC }, { name: LAN, network: cluster.networks.lan }, ...services(cluster)];
}

/** An address that is nobody's, for all public ones: https://www.rfc-editor.org/rfc/rfc5737 */
const PUBLIC = "198.51.100.0/24";

function services(cluster: Cluster): Place[] {
  return hostPorts(cluster).flatMap(({ service, node, port }) => {
    const [protocol = "", number = ""] = port.split(" ");
    const name = service === "k3s" && Number(number) === API_SERVER_PORT ? "the API server" : service;
    const network = `${cluster.nodes[node]?.address}/32`;
    return { name, network, port: { protocol, number: Number(number) } };
  });
}
