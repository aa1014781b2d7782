import type { Node } from "../clusters/lab.ts";

type Architecture = Node["architecture"];

const BOTH: readonly Architecture[] = ["amd64", "arm64"];

/**
 * Architectures that the publisher of each image builds it for, as its page or manifest says; by repository, without a
 * tag. An image of the lab's own registry is built for its nodes.
 */
export const IMAGE_PLATFORMS: Readonly<Record<string, readonly Architecture[]>> = {
  "docker.io/clickhouse/clickhouse-server": BOTH,
  "docker.io/cloudflare/cloudflared": BOTH,
  "docker.io/crowdsecurity/crowdsec": BOTH,
  "docker.io/edoburu/pgbouncer": BOTH,
  "docker.io/grafana/grafana": BOTH,
  "docker.io/hashicorp/vault": BOTH,
  "docker.io/hashicorp/vault-secrets-operator": BOTH,
  "docker.io/library/caddy": BOTH,
  "docker.io/library/redis": BOTH,
  "docker.io/library/traefik": BOTH,
  "docker.io/longhornio/backing-image-manager": BOTH,
  "docker.io/longhornio/csi-attacher": BOTH,
  "docker.io/longhornio/csi-node-driver-registrar": BOTH,
  "docker.io/longhornio/csi-provisioner": BOTH,
  "docker.io/longhornio/csi-resizer": BOTH,
  "docker.io/longhornio/csi-snapshotter": BOTH,
  "docker.io/longhornio/livenessprobe": BOTH,
  "docker.io/longhornio/longhorn-engine": BOTH,
  "docker.io/longhornio/longhorn-instance-manager": BOTH,
  "docker.io/longhornio/longhorn-manager": BOTH,
  "docker.io/longhornio/longhorn-share-manager": BOTH,
  "docker.io/longhornio/longhorn-ui": BOTH,
  "docker.io/longhornio/support-bundle-kit": BOTH,
  "docker.io/oliver006/redis_exporter": BOTH,
  "docker.io/ollama/ollama": BOTH,
  "docker.io/rclone/rclone": BOTH,
  "docker.io/victoriametrics/victoria-logs": BOTH,
  "docker.io/victoriametrics/vlagent": BOTH,
  "ghcr.io/plausible/community-edition": BOTH,
  "quay.io/argoproj/argocd": BOTH,
  "quay.io/argoprojlabs/argocd-image-updater": BOTH,
  "quay.io/prometheus/alertmanager": BOTH,
  "quay.io/prometheus/node-exporter": BOTH,
  "quay.io/prometheus/prometheus": BOTH,
  "quay.io/prometheuscommunity/pgbouncer-exporter": BOTH,
  "registry.k8s.io/git-sync/git-sync": BOTH,
  "registry.k8s.io/kube-state-metrics/kube-state-metrics": BOTH,
};
