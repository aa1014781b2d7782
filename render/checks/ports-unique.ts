import type { Finding } from "../../clusters/finding.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import { factsFile } from "../../platform/naming.ts";
import { containersOf, type PodTemplate, podTemplate } from "../../platform/pod-template.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { type Lab, objectsOf, type Rule } from "./rule.ts";

/**
 * A port of a node has one user: a pod that asks for it, a `nodePort`, a port of a LoadBalancer (k3s opens it on every
 * node), or PostgreSQL, which runs beside the cluster. The second one would wait for ever, without an error.
 *
 * @see https://docs.k3s.io/networking/networking-services#service-load-balancer
 */
export const portsUnique: Rule = {
  name: "ports-unique",
  check(lab) {
    const claims = new Map<string, Claim[]>(postgresClaims(lab).map(claim => [claim.port, [claim]]));
    const findings: Finding[] = [];
    for (const { unit, object } of objectsOf(lab)) {
      for (const claim of claimsOf(unit, object)) {
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

/** Whoever wants a port of one node, or of all. */
interface Claim {
  /** `TCP 443` */
  readonly port: string;
  /** Absent: every node, or whichever the scheduler takes. */
  readonly node?: string;
  /** Address of the node that it listens at; absent: all of them. */
  readonly address?: string;
  readonly field: string;
  /** As another finding names it. */
  readonly holder: string;
}

function postgresClaims({ cluster: { name, postgres } }: Lab): Claim[] {
  const holder = `PostgreSQL on ${postgres.node} (${factsFile(name)})`;
  return [{ port: `TCP ${postgres.port}`, node: postgres.node, field: "postgres.port", holder }];
}

function claimsOf(unit: BuiltUnit, object: KubeObject): Claim[] {
  const holder = `${object.kind}/${object.metadata.name} of unit "${unit.name}" (${unit.file})`;
  if (object.kind === "Service") return serviceClaims(object, holder);
  const template = podTemplate(object);
  return template === undefined ? [] : podClaims(template, holder);
}

interface ServicePort {
  readonly port: number;
  readonly protocol?: string;
  readonly nodePort?: number;
}

function serviceClaims({ spec }: KubeObject, holder: string): Claim[] {
  const { type, ports = [] } = (spec ?? {}) as { type?: string; ports?: ServicePort[] };
  return ports.flatMap(({ port, protocol = "TCP", nodePort }, index) => {
    const field = `spec.ports[${index}]`;
    return [
      ...(type === "LoadBalancer" ? [{ port: `${protocol} ${port}`, field: `${field}.port`, holder }] : []),
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
          ...(node !== undefined && { node }),
          ...(address && { address }),
        },
      ];
    }),
  );
}

function meet(left: Claim, right: Claim): boolean {
  return overlap(left.node, right.node) && overlap(left.address, right.address);
}

function overlap(left: string | undefined, right: string | undefined): boolean {
  return left === undefined || right === undefined || left === right;
}

function contested(unit: BuiltUnit, object: KubeObject, { field, port, node }: Claim, other: Claim): Finding {
  const where = node ?? other.node;
  const problem = `"${port}"${where === undefined ? "" : ` of node "${where}"`} is taken by ${other.holder}, ${other.field}`;
  return objectFinding(portsUnique.name, unit, object, { field, problem, remedy: "write a port that nobody else has" });
}
