import type { Cluster } from "../clusters/lab.ts";

/** Share of a lease after which the secrets operator asks for new credentials, in percent. */
export const RENEWAL_PERCENT = 67;

/** Vault lends for no longer, unless it is told: 32 days. https://developer.hashicorp.com/vault/docs/configuration#max_lease_ttl */
export const MAX_LIFETIME_SECONDS = 768 * 60 * 60;

const DAY_SECONDS = 24 * 60 * 60;

/**
 * How long credentials from Vault live, in whole days and given in seconds, so that applications outlive a sealed Vault
 * by the tolerance that the cluster declares. A lease is renewed when {@link RENEWAL_PERCENT} of it is over, so at the
 * worst moment only the rest is left, and that rest must be the tolerance: 7 days ask for 22.
 *
 * Tokens live as long: a lease ends with the token that asked for it. The operator renews those at two thirds, too.
 *
 * @see https://developer.hashicorp.com/vault/docs/concepts/lease
 */
export function lifetimeSeconds({ vault }: Cluster): number {
  const days = vault.sealedToleranceDays / (1 - RENEWAL_PERCENT / 100);
  return Math.ceil(days) * DAY_SECONDS;
}
