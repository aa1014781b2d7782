import { groupKind } from "../../../platform/cluster-scoped.ts";
import type { KubeObject } from "../../../platform/kube-object.ts";
import { alternatives, sameHost } from "../../checks/semantics/router-rule.ts";

/**
 * Host names by which a route answers: of an Ingress, a route of Traefik, an HTTPRoute. Sorted, each once, in lower case;
 * empty for what is no route, and for a route that answers whatever the name.
 */
export function hostsOf(object: KubeObject): string[] {
  const hosts = READERS.get(groupKind(object))?.(asMapping(object.spec)) ?? [];
  return [...new Set(hosts.filter(host => host !== "").map(sameHost))].sort();
}

type Spec = Readonly<Record<string, unknown>>;

const READERS: ReadonlyMap<string, (spec: Spec) => string[]> = new Map([
  ["networking.k8s.io/Ingress", (spec: Spec) => listOf(spec.rules).flatMap(({ host }) => textOf(host))],
  ["traefik.io/IngressRoute", hostsOfRules],
  ["traefik.io/IngressRouteTCP", hostsOfRules],
  ["gateway.networking.k8s.io/HTTPRoute", hostsOfGateway],
  ["gateway.networking.k8s.io/GRPCRoute", hostsOfGateway],
]);

function hostsOfRules(spec: Spec): string[] {
  return listOf(spec.routes).flatMap(({ match }) =>
    textOf(match).flatMap(rule => (alternatives(rule) ?? []).flatMap(({ hosts }) => hosts)),
  );
}

function hostsOfGateway(spec: Spec): string[] {
  return Array.isArray(spec.hostnames) ? spec.hostnames.flatMap(textOf) : [];
}

function textOf(value: unknown): string[] {
  return typeof value === "string" ? [value] : [];
}

function listOf(value: unknown): Spec[] {
  return Array.isArray(value) ? value.map(asMapping) : [];
}

function asMapping(value: unknown): Spec {
  return typeof value === "object" && value !== null ? (value as Spec) : {};
}
