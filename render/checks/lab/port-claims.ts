import { hostPorts } from "../../../platform/hosts/host-ports.ts";
import { nodesOfTraefik } from "../../../platform/hosts/load-balanced-nodes.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { factsFile } from "../../../platform/naming.ts";
import { containersOf, type PodTemplate, podTemplate } from "../../../platform/pod-template.ts";
import type { BuiltUnit } from "../../model/unit.ts";
import type { Lab } from "../rule.ts";

/** Whoever wants a port of some nodes, or of all. */
export interface PortClaim {
  /** `TCP 443` */
  readonly port: string;
  /** Absent: every node, or whichever the scheduler takes. */
  readonly nodes?: readonly string[];
  /** Address of the node that it listens at; absent: all of them. */
  readonly address?: string;
  readonly field: string;
  /** As another finding names it. */
  readonly holder: string;
  /** As a person calls it: `Gitea`, `traefik`. */
  readonly user: string;
}

/** Claims of what is no pod. */
export function hostClaims({ cluster }: Lab): PortClaim[] {
  return hostPorts(cluster).map(({ port, node, service, field }) => {
    const holder = `${service} on ${node} (${factsFile(cluster.name)})`;
    return { port, nodes: [node], field, holder, user: service };
  });
}

/** Claims of an object: a Service that nodes answer for, pods that ask for a port of their node. */
export function claimsOf({ cluster }: Lab, unit: BuiltUnit, object: KubeObject): PortClaim[] {
  const who = {
    holder: `${object.kind}/${object.metadata.name} of unit "${unit.name}" (${unit.file})`,
    user: object.metadata.name,
  };
  if (object.kind === "Service") return serviceClaims(object, who, nodesOfTraefik(cluster));
  const template = podTemplate(object);
  return template === undefined ? [] : podClaims(template, who);
}

type Who = Pick<PortClaim, "holder" | "user">;

interface ServicePort {
  readonly port: number;
  readonly protocol?: string;
  readonly nodePort?: number;
}

function serviceClaims({ spec }: KubeObject, who: Who, nodes: readonly string[]): PortClaim[] {
  const { type, ports = [] } = (spec ?? {}) as { type?: string; ports?: ServicePort[] };
  return ports.flatMap(({ port, protocol = "TCP", nodePort }, index) => {
    const field = `spec.ports[${index}]`;
    return [
      ...(type === "LoadBalancer" ? [{ port: `${protocol} ${port}`, nodes, field: `${field}.port`, ...who }] : []),
      ...(nodePort === undefined ? [] : [{ port: `${protocol} ${nodePort}`, field: `${field}.nodePort`, ...who }]),
    ];
  });
}

interface ContainerPort {
  readonly containerPort: number;
  readonly hostPort?: number;
  readonly hostIP?: string;
  readonly protocol?: string;
}

/** A pod in the host's network opens each of its ports on its node. */
function podClaims({ spec, path }: PodTemplate, who: Who): PortClaim[] {
  const node = spec.nodeSelector?.["kubernetes.io/hostname"];
  return containersOf(spec).flatMap(({ container, path: below }) =>
    ((container.ports ?? []) as readonly ContainerPort[]).flatMap((entry, index) => {
      const { containerPort, protocol = "TCP", hostIP, hostPort } = entry;
      const number = hostPort ?? (spec.hostNetwork === true ? containerPort : undefined);
      if (number === undefined) return [];
      const field = `${path}.${below}.ports[${index}].${hostPort === undefined ? "containerPort" : "hostPort"}`;
      const address = hostIP === undefined || hostIP === "0.0.0.0" ? undefined : hostIP;
      return [
        {
          port: `${protocol} ${number}`,
          field,
          ...who,
          ...(node !== undefined && { nodes: [node] }),
          ...(address && { address }),
        },
      ];
    }),
  );
}
