import type { KubeObject } from "../../../platform/kube-object.ts";

/** A pod as it would run, were there a kubelet: with an address in the cluster's pod network, and its named ports. */
export interface ReachablePod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly address: string;
  readonly ports: Readonly<Record<string, number>>;
}

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  /** Port of the pods, by number or name; by default the Service's own. */
  readonly targetPort?: string | number;
}

interface ServiceSpec {
  readonly selector?: ReachablePod["labels"];
  readonly ports: readonly ServicePort[];
}

interface WorkloadSpec {
  readonly replicas?: number;
  readonly template: {
    readonly metadata: { readonly labels: ReachablePod["labels"] };
    readonly spec: { readonly containers: readonly { readonly ports?: readonly ContainerPort[] }[] };
  };
}

interface ContainerPort {
  readonly name: string;
  readonly containerPort: number;
}

/** One pod for each replica of each workload: `10.42.0.1`, `10.42.0.2`, and of the next workload `10.42.1.1` ... */
export function podsOf(objects: readonly KubeObject[], network: string): ReachablePod[] {
  const [first, second] = network.split(".");
  return objects
    .filter(({ kind }) => kind === "Deployment" || kind === "StatefulSet")
    .flatMap(({ metadata, spec }, workload) => {
      const { replicas = 1, template } = spec as WorkloadSpec;
      const ports = template.spec.containers.flatMap(container => container.ports ?? []);
      return Array.from({ length: replicas }, (_, replica) => ({
        namespace: String(metadata.namespace),
        labels: template.metadata.labels,
        address: `${first}.${second}.${workload}.${replica + 1}`,
        ports: Object.fromEntries(ports.map(({ name, containerPort }) => [name, containerPort])),
      }));
    });
}

/** The pods that a Service selects; none, if it selects by hand. */
export function podsBehind({ metadata, spec }: KubeObject, pods: readonly ReachablePod[]): ReachablePod[] {
  const { selector } = spec as ServiceSpec;
  if (selector === undefined) return [];
  return pods.filter(
    ({ namespace, labels }) =>
      namespace === metadata.namespace && Object.entries(selector).every(([label, value]) => labels[label] === value),
  );
}

/** The ports of a Service. */
export function portsOf({ spec }: KubeObject): readonly ServicePort[] {
  return (spec as ServiceSpec).ports;
}

/**
 * The port that a pod listens on for a port of its Service.
 *
 * @returns undefined when the pod has no port of that name
 */
export function listeningPort({ port, targetPort = port }: ServicePort, pod: ReachablePod): number | undefined {
  return typeof targetPort === "number" ? targetPort : pod.ports[targetPort];
}

/** What the controller manager would write for the Services that select pods, all of them ready. */
export function endpointSlices(objects: readonly KubeObject[], pods: readonly ReachablePod[]): KubeObject[] {
  return objects
    .filter(({ kind }) => kind === "Service")
    .flatMap(service => {
      const { name, namespace } = service.metadata;
      return podsBehind(service, pods).map((pod, index) => ({
        apiVersion: "discovery.k8s.io/v1",
        kind: "EndpointSlice",
        metadata: {
          name: `${name}-${index}`,
          namespace: String(namespace),
          labels: { "kubernetes.io/service-name": name },
        },
        addressType: "IPv4",
        endpoints: [{ addresses: [pod.address], conditions: { ready: true, serving: true } }],
        ports: portsOf(service).map(port => ({
          name: port.name ?? "",
          protocol: "TCP",
          port: listeningPort(port, pod),
        })),
      }));
    });
}
