import type { Finding } from "../../clusters/finding.ts";
import { hostPorts } from "../../platform/hosts/host-ports.ts";
import { nodesOfTraefik } from "../../platform/hosts/load-balanced-nodes.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { factsFile } from "../../platform/naming.ts";
import { containersOf, type PodTemplate, podTemplate } from "../../platform/pod-template.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { clusterFinding } from "./findings/cluster-finding.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { type Lab, objectsOf, type Rule } from "./rule.ts";

/**
 * A port of a node has one user: a pod that asks for it, a `nodePort`, a port of a LoadBalancer (k3s opens it on the
 * nodes that answer for Traefik), or what runs beside the cluster, such as Gitea. The second one would wait for ever,
 * without an error, or be asked nothing any more.
 *
 * @see https://docs.k3s.io/networking/networking-services#service-load-balancer
 */
export const portsUnique: Rule = {
  name: "ports-unique",
  check(lab) {
    const claims = new Map<string, Claim[]>();
    const findings: Finding[] = [];
    for (const claim of hostClaims(lab)) {
      const earlier = claims.get(claim.port) ?? [];
      const other = earlier.find(candidate => meet(candidate, claim));
      if (other !== undefined) findings.push(contestedFact(lab, claim, other));
      claims.set(claim.port, [...earlier, claim]);
    }
    for (const { unit, object } of objectsOf(lab)) {
      for (const claim of claimsOf(lab, unit, object)) {
        const earlier = claims.get(claim.port);
        if (earlier === undefined) {
          claims.set(claim.port, [claim]);
          continue;
        }
        const other = earlier.find(candidate => meet(candidate, claim));
        if (other !== undefined) findings.push(contested(unit, object, claim, other));
        earlier.push(claim);
      }
    }
    return findings;
  },
};

/** Whoever wants a port of some nodes, or of all. */
interface Claim {
  /** `TCP 443` */
  readonly port: string;
  /** Absent: every node, or whichever the scheduler takes. */
  readonly nodes?: readonly string[];
  /** Address of the node that it listens at; absent: all of them. */
  readonly address?: string;
  readonly field: string;
  /** As another finding names it. */
  readonly holder: string;
}

function hostClaims({ cluster }: Lab): Claim[] {
  return hostPorts(cluster).map(({ port, node, service, field }) => {
    return { port, nodes: [node], field, holder: `${service} on ${node} (${factsFile(cluster.name)})` };
  });
}

function claimsOf({ cluster }: Lab, unit: BuiltUnit, object: KubeObject): Claim[] {
  const holder = `${object.kind}/${object.metadata.name} of unit "${unit.name}" (${unit.file})`;
  if (object.kind === "Service") return serviceClaims(object, holder, nodesOfTraefik(cluster));
  const template = podTemplate(object);
  return template === undefined ? [] : podClaims(template, holder);
}

interface ServicePort {
  readonly port: number;
  readonly protocol?: string;
  readonly nodePort?: number;
}

function serviceClaims({ spec }: KubeObject, holder: string, nodes: readonly string[]): Claim[] {
  const { type, ports = [] } = (spec ?? {}) as { type?: string; ports?: ServicePort[] };
  return ports.flatMap(({ port, protocol = "TCP", nodePort }, index) => {
    const field = `spec.ports[${index}]`;
    return [
      ...(type === "LoadBalancer" ? [{ port: `${protocol} ${port}`, nodes, field: `${field}.port`, holder }] : []),
      ...(nodePort === undefined ? [] : [{ port: `${protocol} ${nodePort}`, field: `${field}.nodePort`, holder }]),
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
function podClaims({ spec, path }: PodTemplate, holder: string): Claim[] {
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
          holder,
          ...(node !== undefined && { nodes: [node] }),
          ...(address && { address }),
        },
      ];
    }),
  );
}

function meet(left: Claim, right: Claim): boolean {
  const isOneNode = left.nodes === undefined || right.nodes === undefined || commonNodes(left, right).length > 0;
  const isOneAddress = left.address === undefined || right.address === undefined || left.address === right.address;
  return isOneNode && isOneAddress;
}

function commonNodes({ nodes }: Claim, other: Claim): readonly string[] {
  if (nodes === undefined) return other.nodes ?? [];
  return other.nodes === undefined ? nodes : nodes.filter(node => other.nodes?.includes(node));
}

function contested(unit: BuiltUnit, object: KubeObject, claim: Claim, other: Claim): Finding {
  const about = { field: claim.field, problem: taken(claim, other), remedy: "write a port that nobody else has" };
  return objectFinding(portsUnique.name, unit, object, about);
}

function contestedFact({ cluster }: Lab, claim: Claim, other: Claim): Finding {
  const remedy = "write another port, or put one of the two on another node,";
  return clusterFinding(portsUnique.name, cluster, { field: claim.field, problem: taken(claim, other), remedy });
}

function taken(claim: Claim, other: Claim): string {
  const [node] = commonNodes(claim, other);
  return `"${claim.port}"${node === undefined ? "" : ` of node "${node}"`} is taken by ${other.holder}, ${other.field}`;
}
