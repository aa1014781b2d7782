import { type Fault, quote, toFinding } from "./fault.ts";
import type { Finding } from "./finding.ts";
import type { Cluster } from "./lab.ts";

/** A value that one field of one cluster takes for itself. */
export interface Claim {
  readonly cluster: Cluster;
  readonly field: string;
  readonly value: string;
}

/**
 * Asks about every claim, in order, with those before it; at most one fault each, so that the later of two claims is
 * the one to change.
 */
export function contest<T extends Claim>(
  claims: readonly T[],
  rule: (claim: T, earlier: readonly T[]) => Fault[],
): Finding[] {
  return claims.flatMap((claim, index) => {
    const [fault] = rule(claim, claims.slice(0, index));
    return fault === undefined ? [] : [toFinding(claim.cluster, fault)];
  });
}

/** A field as seen from a cluster: `vault.host` of its own, `vault.host of arcodange` of another. */
export function fieldOf({ cluster, field }: Claim, viewer: Cluster): string {
  return cluster === viewer ? field : `${field} of ${cluster.name}`;
}

interface ExclusiveClaim extends Claim {
  /** Only claims of one kind collide. */
  readonly kind: "cluster" | "domain" | "zone" | "dynamic name" | "tunnel" | "bucket";
  readonly remedy: string;
  /** Claims of other clusters on the same field are no collision. */
  readonly isShared?: boolean;
}

/**
 * Names and external things that two fields claim: cluster names, domains, zones, tunnels, buckets. Clusters may share
 * the state bucket, where prefixes differ by cluster. Host names, and with them a Gitea and its organisations, are
 * `hosts.ts`; LANs are `network.ts`.
 */
export function checkClaims(clusters: readonly Cluster[]): Finding[] {
  return contest(clusters.flatMap(exclusiveClaims), (claim, earlier) => {
    const other = earlier.find(candidate => collide(candidate, claim));
    if (other === undefined) return [];
    const { field, value, cluster, remedy } = claim;
    return [{ field, problem: `${quote(value)} is also ${fieldOf(other, cluster)}`, remedy }];
  });
}

function exclusiveClaims(cluster: Cluster): ExclusiveClaim[] {
  const { name, domain, zone, buckets } = cluster;
  const bucket = (field: keyof Cluster["buckets"], example: string) =>
    ({ cluster, kind: "bucket", field: `buckets.${field}`, value: buckets[field], remedy: ownOne(example) }) as const;
  return [
    { cluster, kind: "cluster", field: "name", value: name, remedy: ownOne(`${name}-2`) },
    { cluster, kind: "domain", field: "domain", value: domain, remedy: ownOne(`${name}.lab`) },
    { ...bucket("state", `${name}-tf`), isShared: true },
    bucket("longhornBackups", `${name}-longhorn`),
    bucket("hostBackups", `${name}-hosts`),
    ...(zone === undefined ? [] : zoneClaims(cluster, zone)),
  ];
}

function zoneClaims(cluster: Cluster, { name, acmeDomain, tunnelId }: NonNullable<Cluster["zone"]>): ExclusiveClaim[] {
  const zone = "leave zone out, or write a zone that only this cluster serves";
  const tunnel = "leave tunnelId out until this cluster's tunnel is applied";
  return [
    { cluster, kind: "zone", field: "zone.name", value: name, remedy: zone },
    {
      cluster,
      kind: "dynamic name",
      field: "zone.acmeDomain",
      value: acmeDomain,
      remedy: ownOne(`${cluster.name}.duckdns.org`),
    },
    ...(tunnelId === undefined
      ? []
      : ([{ cluster, kind: "tunnel", field: "zone.tunnelId", value: tunnelId, remedy: tunnel }] as const)),
  ];
}

function collide(one: ExclusiveClaim, other: ExclusiveClaim): boolean {
  return one.kind === other.kind && one.value === other.value && !(one.isShared === true && other.isShared === true);
}

function ownOne(example: string): string {
  return `write one of its own, such as ${quote(example)}`;
}
