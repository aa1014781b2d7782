import { namespaceOf } from "../../../platform/object-identity.ts";
import { type Owned, objectsOfKind } from "../../checks/lab/objects-by-kind.ts";
import { claimsOf, hostClaims } from "../../checks/lab/port-claims.ts";
import { type Lab, objectsOf } from "../../checks/rule.ts";
import { oncePerLab } from "../once-per-lab.ts";
import { type ContainerPort, type Pods, podsOf } from "./policy-ends.ts";

/** A port at which a node answers, whoever listens behind it. */
export interface NodePort {
  /** `TCP 443` */
  readonly port: string;
  /** `Gitea`, `traefik` */
  readonly user: string;
  /** Nodes that answer; absent: every one. */
  readonly nodes?: readonly string[];
}

/** Every port of the nodes that somebody listens on, those of one user on one port together. */
export const nodePortsOf = oncePerLab((lab: Lab): readonly NodePort[] => {
  const claims = [
    ...hostClaims(lab),
    ...[...objectsOf(lab)].flatMap(({ unit, object }) => claimsOf(lab, unit, object)),
  ];
  const every = Object.keys(lab.cluster.nodes);
  return [...Map.groupBy(claims, ({ user, port }) => `${user}\n${port}`).values()].flatMap(group => {
    const [first] = group;
    if (first === undefined) return [];
    const nodes = new Set(group.flatMap(claim => claim.nodes ?? every));
    const isAll = every.every(node => nodes.has(node));
    return [{ port: first.port, user: first.user, ...(!isAll && { nodes: [...nodes] }) }];
  });
});

/** A port at which a container listens, and the Services that lead there. */
export interface PodPort {
  readonly pods: Pods;
  /** `TCP 8080` */
  readonly port: string;
  readonly name?: string;
  readonly services: readonly { readonly name: string; readonly port: number; readonly isOnNodes: boolean }[];
}

/** Every port of every pod of a lab that its workload tells. */
export const podPortsOf = oncePerLab((lab: Lab): readonly PodPort[] => {
  const services = Map.groupBy(objectsOfKind(lab, "Service"), ({ unit, object }) =>
    namespaceOf(object, unit.namespace),
  );
  return podsOf(lab)
    .filter(({ unit }) => unit !== undefined)
    .flatMap(pods => pods.ports.map(port => podPort(pods, port, services.get(pods.namespace) ?? [])));
});

function podPort(
  pods: Pods,
  { name, containerPort, protocol = "TCP" }: ContainerPort,
  neighbours: readonly Owned[],
): PodPort {
  const services = neighbours.flatMap(({ object }) => {
    const { selector = {}, type, ports = [] } = (object.spec ?? {}) as ServiceSpec;
    const labels = Object.entries(selector);
    if (labels.length === 0 || !labels.every(([label, value]) => pods.labels[label] === value)) return [];
    return ports
      .filter(
        ({ port, targetPort = port }) => targetPort === containerPort || (name !== undefined && targetPort === name),
      )
      .map(({ port }) => ({ name: object.metadata.name, port, isOnNodes: type === "LoadBalancer" }));
  });
  return { pods, port: `${protocol} ${containerPort}`, ...(name !== undefined && { name }), services };
}

interface ServiceSpec {
  readonly type?: string;
  readonly selector?: Readonly<Record<string, string>>;
  readonly ports?: readonly { readonly port: number; readonly targetPort?: number | string }[];
}
