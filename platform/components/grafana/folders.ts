/** Where things lie in Grafana's container. */
export const FOLDERS = {
  /** The volume: its database and its plugins. */
  data: "/var/lib/grafana",
  /** An index that it makes anew. */
  search: "/var/lib/grafana-search",
  provisioning: "/etc/grafana/provisioning",
  dashboards: "/etc/grafana/dashboards",
  admin: "/etc/grafana/secrets/admin",
  oidc: "/etc/grafana/secrets/oidc",
  /** Root certificate of the lab's own authority. */
  authority: "/etc/grafana/authority",
} as const;
