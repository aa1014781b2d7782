/**
 * Applications of the committed tree that are not healthy in a bed, with the reason. A test holds that no other is, and
 * that each of these is not.
 */
export const UNHEALTHY: Readonly<Record<string, string>> = {
  erp: "no Vault is in the bed yet: its secrets and database credentials are never read, and its pod waits",
  "erp-sandbox": "the same",
  webapp: "the same, for its database credentials",
};
