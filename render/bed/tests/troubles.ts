/** A trouble of the lab, as it is measured: an alert that must fire, and the same measurements when all is well. */
export interface Trouble {
  readonly alert: string;
  readonly when: string;
  /**
   * Series with their values, one a minute, in promtool's notation: `0x600` is 601 zeros, `0+60x600` grows by 60.
   *
   * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
   */
  readonly bad: Readonly<Record<string, string>>;
  readonly good: Readonly<Record<string, string>>;
  /** When it is looked at. Default: after `6h`. */
  readonly after?: string;
  /** Tool whose alert it is; absent: it is of every cluster. */
  readonly needs?: string;
}

/** What the lab must notice: every line of it in the table of its systems, and what stops everything else. */
export const TROUBLES: readonly Trouble[] = [
  {
    alert: "NodeDown",
    when: "neither its kubelet nor its agent answers",
    bad: { [up("kubelet", "pi2")]: "1x60 0x600", [up("node-exporter", "pi2")]: "1x60 0x600" },
    good: { [up("kubelet", "pi2")]: "0x600", [up("node-exporter", "pi2")]: "1x600" },
  },
  {
    alert: "VolumeDegraded",
    when: "a volume lost a copy",
    bad: { 'longhorn_volume_robustness{pvc="erp",state="degraded"}': "1x600" },
    good: { 'longhorn_volume_robustness{pvc="erp",state="degraded"}': "0x600" },
  },
  {
    alert: "VolumeBackupTooOld",
    when: "the last backup is of the night before last",
    bad: { 'longhorn_volume_last_backup_at{pvc="erp"}': "60x3000" },
    good: { 'longhorn_volume_last_backup_at{pvc="erp"}': "60x1400 86400x1600" },
    after: "40h",
  },
  {
    alert: "VolumeBackupTooOld",
    when: "nobody has said since then that the volume would not be missed",
    bad: { 'longhorn_volume_last_backup_at{pvc="data",pvc_namespace="tools"}': "60x3000" },
    good: {
      'longhorn_volume_last_backup_at{pvc="data",pvc_namespace="tools"}': "60x3000",
      'kube_persistentvolumeclaim_annotations{namespace="tools",persistentvolumeclaim="data",annotation_lab_no_backup="filled anew"}':
        "1x3000",
    },
    after: "40h",
  },
  {
    alert: "PublicCertificateNearExpiry",
    when: "it ends within a week",
    bad: { 'traefik_tls_certs_not_after{cn="example.org",sans="example.org"}': "604800x600" },
    good: { 'traefik_tls_certs_not_after{cn="example.org",sans="example.org"}': "5184000x600" },
  },
  {
    alert: "VaultSealed",
    when: "nobody unsealed it",
    bad: { 'vault_core_unsealed{job="vault"}': "0x600" },
    good: { 'vault_core_unsealed{job="vault"}': "1x600" },
  },
  {
    alert: "ArgocdOperationEndless",
    when: "a sync is tried again and again",
    bad: { 'argocd_app_info{name="erp",operation="sync"}': "1x600" },
    good: { 'argocd_app_info{name="erp",operation=""}': "1x600" },
  },
  {
    alert: "ArgocdGitUnreachable",
    when: "Gitea has never answered since Argo CD started",
    bad: { argocd_git_lsremote_fail_total: "0+1x600" },
    good: { argocd_git_lsremote_fail_total: "3x600" },
  },
  {
    alert: "VaultSecretsOperatorFails",
    when: "Vault refuses what a secret asks for",
    bad: { vso_client_operations_errors_total: "0+1x600", vault_core_unsealed: "1x600" },
    good: { vso_client_operations_errors_total: "5x600", vault_core_unsealed: "1x600" },
  },
  {
    alert: "CrowdsecAgentsUnknown",
    when: "agents read on, and no one hears them",
    bad: { 'cs_lapi_machine_requests_total{machine="agent"}': "9x600" },
    good: { 'cs_lapi_machine_requests_total{machine="agent"}': "0+1x600" },
    needs: "crowdsec",
  },
  {
    alert: "ArgocdApplicationOutOfSync",
    when: "it stays behind git",
    bad: { 'argocd_app_info{name="erp",sync_status="OutOfSync"}': "1x600" },
    good: { 'argocd_app_info{name="erp",sync_status="Synced"}': "1x600" },
  },
  {
    alert: "DiskFull",
    when: "a twentieth of it is left",
    bad: filesystem("5x600", "100x600"),
    good: filesystem("50x600", "100x600"),
  },
  {
    alert: "DiskFillsUp",
    when: "it grows fast",
    bad: filesystem("3800-1x600", "10000x600"),
    good: filesystem("3800x600", "10000x600"),
  },
  {
    alert: "FilesystemReadOnly",
    when: "the kernel took the writes away",
    bad: { 'node_filesystem_readonly{node="pi1",mountpoint="/",fstype="ext4"}': "1x600" },
    good: { 'node_filesystem_readonly{node="pi1",mountpoint="/snap",fstype="squashfs"}': "1x600" },
  },
  {
    alert: "MemoryShort",
    when: "hardly any is left",
    bad: {
      'node_memory_MemAvailable_bytes{node="pi1"}': "1x600",
      'node_memory_MemTotal_bytes{node="pi1"}': "100x600",
    },
    good: {
      'node_memory_MemAvailable_bytes{node="pi1"}': "30x600",
      'node_memory_MemTotal_bytes{node="pi1"}': "100x600",
    },
  },
  {
    alert: "TooHot",
    when: "the fan stands still",
    bad: { 'node_thermal_zone_temp{node="pi1",zone="0"}': "84x600" },
    good: { 'node_thermal_zone_temp{node="pi1",zone="0"}': "62x600" },
  },
  {
    alert: "ClockWrong",
    when: "a clock is a minute behind",
    bad: { 'node_time_seconds{node="pi1"}': "-60+60x600" },
    good: { 'node_time_seconds{node="pi1"}': "5+60x600" },
  },
  {
    alert: "WorkloadDown",
    when: "no pod of production is ready",
    bad: deployment("erp", "0x600", "1x600"),
    good: { ...deployment("erp", "0x600", "0x600"), ...deployment("shop", "1x600", "1x600") },
  },
  {
    alert: "PodCrashLooping",
    when: "a container does not stay up",
    bad: { 'kube_pod_container_status_waiting_reason{pod="erp",reason="CrashLoopBackOff"}': "1 _ 1 _x2 1 _x2 1x600" },
    good: { 'kube_pod_container_status_waiting_reason{pod="erp",reason="ContainerCreating"}': "1x600" },
  },
  {
    alert: "ContainerKilledForMemory",
    when: "it started again after it was killed",
    bad: killed("0+1x600", "1x600"),
    good: killed("5x600", "1x600"),
  },
  {
    alert: "JobFailed",
    when: "a job gave up",
    bad: { 'kube_job_failed{job_name="snapshot",condition="true"}': "1x600" },
    good: { 'kube_job_failed{job_name="snapshot",condition="true"}': "0x600" },
  },
  {
    alert: "VolumeFull",
    when: "a twentieth of a claim is left",
    bad: claim("5x600", "100x600"),
    good: claim("50x600", "100x600"),
  },
  {
    alert: "TargetDown",
    when: "a pod does not answer",
    bad: { [up("vault", "pi1")]: "0x600" },
    good: { [up("vault", "pi1")]: "1x600" },
  },
  {
    alert: "MetricsMissing",
    when: "nothing of a job is there any more",
    bad: everyJob("0 _x600", "kubelet"),
    good: everyJob("1x600"),
  },
  {
    alert: "Watchdog",
    when: "pages get through",
    bad: { 'alertmanager_notifications_failed_total{receiver_name="page"}': "7x600" },
    good: { 'alertmanager_notifications_failed_total{receiver_name="page"}': "0+1x600" },
  },
  {
    alert: "SitePagesOld",
    when: "Gitea has not answered it for an hour",
    bad: {
      [synced("noop")]: "0+1x300 300x600",
      [synced("error")]: "0x300 0+1x600",
    },
    good: { [synced("noop")]: "0+1x600", [synced("error")]: "0+0.1x600" },
    needs: "site",
  },
  {
    alert: "SitePagesOld",
    when: "a new pod has never reached Gitea",
    bad: { [synced("error")]: "0+1x600" },
    good: { [synced("success")]: "1x600", [synced("noop")]: "0+1x600" },
    needs: "site",
  },
];

function synced(status: string): string {
  return `git_sync_count_total{job="site",status="${status}"}`;
}

function up(job: string, node: string): string {
  return `up{job="${job}",instance="${node}",node="${node}"}`;
}

function filesystem(free: string, size: string): Record<string, string> {
  const labels = '{node="pi1",mountpoint="/",fstype="ext4"}';
  return { [`node_filesystem_avail_bytes${labels}`]: free, [`node_filesystem_size_bytes${labels}`]: size };
}

function claim(free: string, size: string): Record<string, string> {
  const labels = '{namespace="erp",persistentvolumeclaim="documents"}';
  return {
    [`kubelet_volume_stats_available_bytes${labels}`]: free,
    [`kubelet_volume_stats_capacity_bytes${labels}`]: size,
  };
}

function deployment(name: string, available: string, wanted: string): Record<string, string> {
  const labels = `{namespace="${name}",deployment="${name}"}`;
  return {
    [`kube_deployment_status_replicas_available${labels}`]: available,
    [`kube_deployment_spec_replicas${labels}`]: wanted,
  };
}

function killed(restarts: string, isKilled: string): Record<string, string> {
  const labels = 'namespace="erp",pod="erp-1",container="erp"';
  return {
    [`kube_pod_container_status_restarts_total{${labels}}`]: restarts,
    [`kube_pod_container_status_last_terminated_reason{${labels},reason="OOMKilled"}`]: isKilled,
  };
}

/** Every job that is always there, but for one whose values are others. */
function everyJob(values: string, other?: string): Record<string, string> {
  const jobs = ["apiserver", "cadvisor", "coredns", "kubelet", "alertmanager", "kube-state-metrics", "node-exporter"];
  return Object.fromEntries(jobs.map(job => [up(job, "pi1"), job === other || other === undefined ? values : "1x600"]));
}
