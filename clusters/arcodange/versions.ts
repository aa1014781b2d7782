import type { Pin } from "../lab.ts";

/**
 * Pinned versions of k3s and of every component.
 *
 * Couplings: the k3s minor is at most what Argo CD and Longhorn test (1.36 for 3.5 and 1.12), Longhorn moves one minor
 * at a time, Traefik's CRDs move before Traefik.
 */
export const versions = {
  alertmanager: { version: "v0.34.0", source: "github.com/prometheus/alertmanager" },
  argocd: { version: "v3.5.1", source: "github.com/argoproj/argo-cd" },
  "argocd-image-updater": { version: "v1.3.0", source: "github.com/argoproj-labs/argocd-image-updater" },
  caddy: { version: "2.11.9", source: "docker.io/library/caddy" },
  clickhouse: { version: "24.12.6.70-alpine", source: "docker.io/clickhouse/clickhouse-server" },
  cloudflared: { version: "2026.8.2", source: "github.com/cloudflare/cloudflared" },
  crowdsec: { version: "v1.7.8", source: "github.com/crowdsecurity/crowdsec" },
  "crowdsec-bouncer": { version: "v1.7.1", source: "github.com/maxlerebourg/crowdsec-bouncer-traefik-plugin" },
  "git-sync": { version: "v4.7.1", source: "github.com/kubernetes/git-sync" },
  gitea: { version: "1.27.0", source: "github.com/go-gitea/gitea" },
  "gitea-runner": { version: "1.0.8", source: "docker.io/gitea/runner" },
  grafana: { version: "13.2.0", source: "github.com/grafana/grafana" },
  k3s: { version: "v1.36.3+k3s1", source: "github.com/k3s-io/k3s" },
  "kube-state-metrics": { version: "v2.20.0", source: "github.com/kubernetes/kube-state-metrics" },
  longhorn: { version: "v1.12.1", source: "github.com/longhorn/longhorn-manager" },
  "node-exporter": { version: "v1.12.1", source: "github.com/prometheus/node_exporter" },
  ollama: { version: "v0.32.15", source: "github.com/ollama/ollama" },
  opentofu: { version: "1.12.6", source: "github.com/opentofu/opentofu" },
  pgbouncer: { version: "v1.25.2-p0", source: "docker.io/edoburu/pgbouncer" },
  "pgbouncer-exporter": { version: "v0.12.1", source: "github.com/prometheus-community/pgbouncer_exporter" },
  pihole: { version: "2026.07.2", source: "github.com/pi-hole/docker-pi-hole" },
  plausible: { version: "v3.2.1", source: "github.com/plausible/community-edition" },
  postgres: { version: "17", source: "docker.io/library/postgres" },
  prometheus: { version: "v3.14.0", source: "github.com/prometheus/prometheus" },
  rclone: { version: "1.76.0", source: "docker.io/rclone/rclone" },
  redis: { version: "8.6.4-alpine", source: "docker.io/library/redis" },
  "redis-exporter": { version: "v1.88.0", source: "github.com/oliver006/redis_exporter" },
  "step-ca": { version: "0.30.2", source: "github.com/smallstep/certificates" },
  traefik: { version: "v3.7.11", source: "github.com/traefik/traefik" },
  vault: { version: "2.0.4", source: "github.com/hashicorp/vault" },
  "vault-secrets-operator": { version: "v1.4.1", source: "github.com/hashicorp/vault-secrets-operator" },
  "victoria-logs": { version: "v1.52.1", source: "github.com/VictoriaMetrics/VictoriaLogs" },
  "victorialogs-datasource": { version: "0.30.1", source: "github.com/VictoriaMetrics/victorialogs-datasource" },
} as const satisfies Record<string, Pin>;
