import { contains, parseNetwork } from "../../../clusters/network.ts";
import { namespaceOf } from "../../../platform/object-identity.ts";
import { oncePer } from "../../memory/once-per.ts";
import type { Lab } from "../rule.ts";
import { objectsOfKind } from "./objects-by-kind.ts";
import { type LabelSelector, matches } from "./pods-by-namespace.ts";

/** https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ */
export interface NetworkPolicy {
  readonly podSelector?: LabelSelector;
  readonly policyTypes?: readonly string[];
  readonly ingress?: readonly { readonly from?: readonly Peer[]; readonly ports?: readonly OpenPort[] }[];
  readonly egress?: readonly { readonly to?: readonly Peer[]; readonly ports?: readonly OpenPort[] }[];
}

export interface Peer {
  readonly namespaceSelector?: LabelSelector;
  readonly podSelector?: LabelSelector;
  readonly ipBlock?: IpBlock;
}

export interface IpBlock {
  readonly cidr: string;
  readonly except?: readonly string[];
}

export interface OpenPort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

export type Direction = "Ingress" | "Egress";

/** What a policy opens in one direction: whoever is among the peers, on any of the ports. */
export interface Opening {
  /** Absent or empty: anybody. */
  readonly peers?: readonly Peer[];
  /** Absent or empty: every port. */
  readonly ports?: readonly OpenPort[];
}

/** By namespace. */
export type Policies = ReadonlyMap<string, readonly NetworkPolicy[]>;

/** Every policy of a lab. The index is made once. */
export const policiesByNamespace = oncePer((lab: Lab): Policies => {
  const policies = new Map<string, NetworkPolicy[]>();
  for (const { unit, object } of objectsOfKind(lab, "NetworkPolicy")) {
    const namespace = namespaceOf(object, unit.namespace);
    const neighbours = policies.get(namespace) ?? [];
    policies.set(namespace, neighbours);
    neighbours.push((object.spec ?? {}) as NetworkPolicy);
  }
  return policies;
});

/**
 * What is open to pods in one direction; undefined where no policy limits them in it, and everything is.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export function openingsOf(
  policies: Policies,
  direction: Direction,
  namespace: string,
  labels: Readonly<Record<string, string>>,
): readonly Opening[] | undefined {
  const own = (policies.get(namespace) ?? []).filter(
    policy => isLimiting(policy, direction) && matches(policy.podSelector ?? {}, labels),
  );
  if (own.length === 0) return undefined;
  return own.flatMap(({ ingress = [], egress = [] }) =>
    direction === "Ingress"
      ? ingress.map(({ from: peers, ports }) => openingTo(peers, ports))
      : egress.map(({ to: peers, ports }) => openingTo(peers, ports)),
  );
}

/** Which directions a policy limits follows from its rules where it does not say so. */
function isLimiting({ policyTypes, egress = [] }: NetworkPolicy, direction: Direction): boolean {
  if (policyTypes !== undefined && policyTypes.length > 0) return policyTypes.includes(direction);
  return direction === "Ingress" || egress.length > 0;
}

function openingTo(peers: readonly Peer[] | undefined, ports: readonly OpenPort[] | undefined): Opening {
  return { ...(peers && { peers }), ...(ports && { ports }) };
}

/** Whether it opens to anybody, wherever he is. */
export function isForAnybody({ peers }: Opening): boolean {
  return peers === undefined || peers.length === 0;
}

/** Whether a whole network lies in a block, and no part of it in a hole. */
export function holds({ cidr, except = [] }: IpBlock, network: string): boolean {
  return isWithin(network, cidr) && !except.some(hole => isWithin(network, hole) || isWithin(hole, network));
}

function isWithin(inner: string, outer: string): boolean {
  const [within, around] = [parseNetwork(inner), parseNetwork(outer)];
  if (within === undefined || around === undefined) return false;
  return contains(around, within.first) && contains(around, within.last);
}
