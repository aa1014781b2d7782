/**
 * Applications of the committed tree that are not healthy in a bed, with the reason. A test holds that no other is, and
 * that each of these is not.
 */
export const UNHEALTHY: Readonly<Record<string, string>> = {
  alertmanager: "no Vault is in the bed yet: its secrets are never read, and its pods wait",
  "argocd-image-updater": "the same",
  clickhouse: "the same",
  cloudflared: "the same, for the credentials of its tunnel",
  crowdsec: "the same",
  erp: "the same, and for its database credentials",
  "erp-sandbox": "the same",
  grafana: "the same",
  pgbouncer: "the same",
  plausible: "the same, for its database credentials too",
  prometheus: "the same",
  redis: "the same",
  site: "the same",
  "victoria-logs": "no Vault is in the bed yet: who may pass its route is never read",
  webapp: "the same, for its database credentials",
};
