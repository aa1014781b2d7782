import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../../../clusters/finding.ts";
import { TOOLS_NAMESPACE } from "../../../platform/components/foundation/namespaces.ts";
import { TRAEFIK } from "../../../platform/components/traefik/api.ts";
import { PORTS } from "../../../platform/components/traefik/arguments.ts";
import { podsNamed } from "../../../platform/shapes/peers.ts";
import { objectFinding } from "../findings/object-finding.ts";
import type { NetworkPolicy, OpenPort, Peer } from "../lab/network-policies.ts";
import { type Owned, objectsOfKind, workloadsOf } from "../lab/objects-by-kind.ts";
import { matches } from "../lab/pods-by-namespace.ts";
import type { Lab } from "../rule.ts";

/** Policies that let anybody but the tunnel's pods in at Traefik's entry point `tunnel`, which believes what it is told. */
export function tunnelDoor(rule: string, lab: Lab): Finding[] {
  const pods = workloadsOf(lab).find(({ object }) => object.metadata.name === TRAEFIK.name)?.template.labels;
  if (lab.cluster.zone === undefined || pods === undefined) return [];
  return objectsOfKind(lab, "NetworkPolicy").flatMap(owned => faultsOf(rule, owned, pods));
}

const TUNNEL_PODS = podsNamed("cloudflared", TOOLS_NAMESPACE);

function faultsOf(rule: string, { unit, object }: Owned, pods: Readonly<Record<string, string>>): Finding[] {
  const { podSelector = {}, ingress = [] } = (object.spec ?? {}) as NetworkPolicy;
  if (object.metadata.namespace !== TRAEFIK.namespace || !matches(podSelector, pods)) return [];
  return ingress.flatMap(({ from, ports }, index) => {
    if (!isOpen(ports) || isTunnel(from)) return [];
    return objectFinding(rule, unit, object, {
      field: `spec.ingress[${index}]`,
      problem: "it lets others than the tunnel's pods in where Traefik believes what it is told of an address",
      remedy: `name the ports that they need, without "tunnel" and ${PORTS.tunnel},`,
    });
  });
}

function isOpen(ports: readonly OpenPort[] = []): boolean {
  if (ports.length === 0) return true;
  return ports.some(({ port, endPort }) => {
    if (typeof port === "number" && endPort !== undefined) return port <= PORTS.tunnel && PORTS.tunnel <= endPort;
    return port === undefined || port === "tunnel" || port === PORTS.tunnel;
  });
}

function isTunnel(from: readonly Peer[] = []): boolean {
  return from.length > 0 && from.every(peer => isDeepStrictEqual(peer, TUNNEL_PODS));
}
