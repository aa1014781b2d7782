import { type Claim, contest, fieldOf } from "./claims.ts";
import { type Fault, quote } from "./fault.ts";
import type { Finding } from "./finding.ts";
import type { Cluster } from "./lab.ts";
import { domainName, isDomain } from "./names.ts";

interface HostClaim extends Claim {
  /** What a host of this service would be called. */
  readonly example: string;
}

/**
 * Hosts of Gitea, Vault and Step-CA: valid, nobody else's in any cluster, inside the cluster's domain. A Gitea host
 * that is nobody else's is an organisation that is nobody else's.
 */
export function checkHosts(clusters: readonly Cluster[]): Finding[] {
  return contest(clusters.flatMap(hostClaims), (claim, earlier) => [
    ...domainName(claim.field, claim.value, claim.example),
    ...taken(claim, earlier),
    ...outside(claim),
  ]);
}

function hostClaims(cluster: Cluster): HostClaim[] {
  const { domain, gitea, vault, stepCa } = cluster;
  return [
    { cluster, field: "gitea.host", value: gitea.host, example: `gitea.${domain}` },
    { cluster, field: "vault.host", value: vault.host, example: `vault.${domain}` },
    { cluster, field: "stepCa.host", value: stepCa.host, example: `ca.${domain}` },
  ];
}

function taken({ cluster, field, value, example }: HostClaim, earlier: readonly HostClaim[]): Fault[] {
  const other = earlier.find(claim => claim.value === value);
  if (other === undefined) return [];
  const problem = `${quote(value)} is also ${fieldOf(other, cluster)}`;
  return [{ field, problem, remedy: `write one of its own, such as ${quote(example)}` }];
}

function outside({ cluster: { domain }, field, value, example }: HostClaim): Fault[] {
  if (!isDomain(domain) || value.endsWith(`.${domain}`)) return []; // a wrong domain is said once, by its own rule
  return [
    { field, problem: `${quote(value)} is outside of ${quote(domain)}`, remedy: `write one such as ${quote(example)}` },
  ];
}
