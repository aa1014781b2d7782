import type { Finding } from "../../clusters/finding.ts";
import type { KubeObject } from "../../platform/kube-object.ts";
import type { BuiltUnit } from "../model/unit.ts";
import { clusterFinding } from "./findings/cluster-finding.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { claimsOf, hostClaims, type PortClaim } from "./lab/port-claims.ts";
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
    const claims = new Map<string, PortClaim[]>();
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

function meet(left: PortClaim, right: PortClaim): boolean {
  const isOneNode = left.nodes === undefined || right.nodes === undefined || commonNodes(left, right).length > 0;
  const isOneAddress = left.address === undefined || right.address === undefined || left.address === right.address;
  return isOneNode && isOneAddress;
}

function commonNodes({ nodes }: PortClaim, other: PortClaim): readonly string[] {
  if (nodes === undefined) return other.nodes ?? [];
  return other.nodes === undefined ? nodes : nodes.filter(node => other.nodes?.includes(node));
}

function contested(unit: BuiltUnit, object: KubeObject, claim: PortClaim, other: PortClaim): Finding {
  const about = { field: claim.field, problem: taken(claim, other), remedy: "write a port that nobody else has" };
  return objectFinding(portsUnique.name, unit, object, about);
}

function contestedFact({ cluster }: Lab, claim: PortClaim, other: PortClaim): Finding {
  const remedy = "write another port, or put one of the two on another node,";
  return clusterFinding(portsUnique.name, cluster, { field: claim.field, problem: taken(claim, other), remedy });
}

function taken(claim: PortClaim, other: PortClaim): string {
  const [node] = commonNodes(claim, other);
  return `"${claim.port}"${node === undefined ? "" : ` of node "${node}"`} is taken by ${other.holder}, ${other.field}`;
}
