/** Every program that a bed starts or calls, but for PostgreSQL, which comes from npm. */
export const BED_PROGRAMS = [
  ...["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl", "kwok"],
  ...["argocd", "git-verify-wrapper.sh", "helm", "gitea", "gitea-runner"],
  ...["redis-server", "openssl", "git", "setpriv", "unshare"],
] as const;

/** Those that only tests call: by them what monitoring is told is read as it will be. */
export const TEST_PROGRAMS = ["amtool", "prometheus", "promtool", "victoria-logs", "vlagent"] as const;
