/** Every program that a bed starts or calls, but for PostgreSQL, which comes from npm. */
export const BED_PROGRAMS = [
  ...["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl", "kwok"],
  ...["argocd", "git-verify-wrapper.sh", "helm", "gitea", "gitea-runner"],
  ...["redis-server", "openssl", "git", "setpriv", "unshare"],
] as const;

/** Those that only tests call, and that recipes build: by them monitoring and stacks are read as they will be. */
export const TEST_PROGRAMS = [
  ...["amtool", "prometheus", "promtool", "victoria-logs", "vlagent"],
  ...["caddy", "fake-gcs-server", "hcl2json", "tofu"],
  ...["step", "step-ca"],
] as const;

/** Those that only tests call, and that no recipe builds. */
export const FOREIGN_PROGRAMS = [
  ...["traefik", "vault", "vso", "terraform-provider-vault"],
  ...["chromium", "ip", "mount", "nft", "pgbouncer", "psql", "redis-cli"],
] as const;
