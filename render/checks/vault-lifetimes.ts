import { lifetimeSeconds, MAX_LIFETIME_SECONDS, RENEWAL_PERCENT } from "../../platform/lifetimes.ts";
import { clusterFinding } from "./findings/cluster-finding.ts";
import { inQuotes } from "./findings/mismatch.ts";
import { objectFinding } from "./findings/object-finding.ts";
import { objectsOfKind } from "./lab/objects-by-kind.ts";
import type { Lab, Rule } from "./rule.ts";

/**
 * Applications outlive a sealed Vault by the tolerance that the cluster declares: whenever it is sealed, so much of every
 * lease is still left.
 */
export const vaultLifetimes: Rule = {
  name: "vault-lifetimes",
  check(lab) {
    return [...capFindings(lab), ...renewalFindings(lab)];
  },
};

function capFindings({ cluster }: Lab) {
  if (lifetimeSeconds(cluster) <= MAX_LIFETIME_SECONDS) return [];
  const most = Math.floor((MAX_LIFETIME_SECONDS / (24 * 3600)) * (1 - RENEWAL_PERCENT / 100));
  return [
    clusterFinding(vaultLifetimes.name, cluster, {
      field: "vault.sealedToleranceDays",
      problem: `${cluster.vault.sealedToleranceDays} days ask for leases that are longer than Vault gives, 32 days`,
      remedy: `write at most ${most}`,
    }),
  ];
}

/** The later a lease is renewed, the less of it is left at the worst moment. */
function renewalFindings(lab: Lab) {
  return objectsOfKind(lab, "VaultDynamicSecret").flatMap(({ unit, object }) => {
    const { renewalPercent = RENEWAL_PERCENT } = object.spec as { readonly renewalPercent?: number };
    if (renewalPercent <= RENEWAL_PERCENT) return [];
    return [
      objectFinding(vaultLifetimes.name, unit, object, {
        field: "spec.renewalPercent",
        problem: `${inQuotes(renewalPercent)} leaves too little of a lease when Vault is sealed just before`,
        remedy: `write at most ${RENEWAL_PERCENT}`,
      }),
    ];
  });
}
