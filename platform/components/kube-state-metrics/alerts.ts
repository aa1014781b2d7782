import type { Cluster } from "../../../clusters/lab.ts";
import type { Alert } from "../../alert.ts";
import { instanceName } from "../../naming.ts";

/**
 * When Kubernetes does not do what it was told.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/tree/v2.20.0/docs#exposed-metrics
 */
export function kubeStateAlerts(cluster: Cluster): readonly Alert[] {
  const inProduction = `namespace!~"${sandboxes(cluster).join("|")}"`;
  return [
    {
      name: "NodeNotReady",
      expr: 'kube_node_status_condition{condition="Ready",status="true"} == 0',
      forMinutes: 10,
      severity: "page",
      summary: "{{ $labels.node }} takes no pods",
      remedy: "kubectl describe node {{ $labels.node }}, then journalctl -u k3s -u k3s-agent on it.",
    },
    {
      name: "NodeUnderPressure",
      expr: 'kube_node_status_condition{condition=~"(Memory|Disk|PID)Pressure",status="true"} == 1',
      forMinutes: 10,
      severity: "page",
      summary: "{{ $labels.node }} reports {{ $labels.condition }} and evicts pods",
      remedy: "kubectl describe node {{ $labels.node }} says how much is left.",
    },
    {
      name: "WorkloadDown",
      expr:
        `(kube_deployment_status_replicas_available{${inProduction}} == 0 and kube_deployment_spec_replicas > 0)` +
        ` or (kube_statefulset_status_replicas_ready{${inProduction}} == 0 and kube_statefulset_replicas > 0)`,
      forMinutes: 15,
      severity: "page",
      summary: "No pod of {{ $labels.namespace }}/{{ $labels.deployment }}{{ $labels.statefulset }} is ready",
      remedy: "kubectl -n {{ $labels.namespace }} get pods, then describe the one that does not start.",
    },
    {
      name: "DaemonIncomplete",
      expr: "kube_daemonset_status_number_unavailable > 0",
      forMinutes: 30,
      severity: "ticket",
      summary: "{{ $labels.namespace }}/{{ $labels.daemonset }} is missing on {{ $value }} nodes",
      remedy: "kubectl -n {{ $labels.namespace }} get pods -o wide.",
    },
    {
      name: "PodCrashLooping",
      expr: 'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}[5m]) >= 1',
      forMinutes: 15,
      severity: "ticket",
      summary: "{{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} ends as soon as it starts",
      remedy: "kubectl -n {{ $labels.namespace }} logs --previous {{ $labels.pod }} -c {{ $labels.container }}.",
    },
    {
      name: "ContainerCannotStart",
      expr: 'kube_pod_container_status_waiting_reason{reason=~"ErrImagePull|ImagePullBackOff|InvalidImageName|CreateContainer.*Error"} == 1',
      forMinutes: 15,
      severity: "ticket",
      summary:
        "{{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} cannot start: {{ $labels.reason }}",
      remedy: "kubectl -n {{ $labels.namespace }} describe pod {{ $labels.pod }}: an image or a secret is missing.",
    },
    {
      name: "ContainerKilledForMemory",
      expr:
        "increase(kube_pod_container_status_restarts_total[15m]) > 0 and on (namespace, pod, container)" +
        ' kube_pod_container_status_last_terminated_reason{reason="OOMKilled"} == 1',
      forMinutes: 0,
      severity: "ticket",
      summary: "{{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} needed more memory than its limit",
      remedy: "Raise its memory in the file that declares it, or find out what it keeps.",
    },
    {
      name: "PodPending",
      expr: 'kube_pod_status_phase{phase=~"Pending|Unknown"} == 1',
      forMinutes: 30,
      severity: "ticket",
      summary: "{{ $labels.namespace }}/{{ $labels.pod }} waits for a place, a volume or its node",
      remedy: "kubectl -n {{ $labels.namespace }} describe pod {{ $labels.pod }} says for what.",
    },
    {
      name: "JobFailed",
      expr: 'kube_job_failed{condition="true"} == 1',
      forMinutes: 0,
      severity: "ticket",
      summary: "{{ $labels.namespace }}/{{ $labels.job_name }} failed",
      remedy:
        "kubectl -n {{ $labels.namespace }} logs job/{{ $labels.job_name }}; delete the job when it is understood.",
    },
    {
      name: "ClaimNotBound",
      expr: 'kube_persistentvolumeclaim_status_phase{phase=~"Pending|Lost"} == 1',
      forMinutes: 15,
      severity: "ticket",
      summary: "{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has no volume",
      remedy: "kubectl -n {{ $labels.namespace }} describe pvc {{ $labels.persistentvolumeclaim }}.",
    },
    {
      name: "QuotaNearlyUsed",
      expr: 'kube_resourcequota{type="used"} / ignoring (type) (kube_resourcequota{type="hard"} > 0) > 0.95',
      forMinutes: 30,
      severity: "ticket",
      summary: "{{ $labels.namespace }} has used {{ $value | humanizePercentage }} of its {{ $labels.resource }}",
      remedy: "The next pod may be refused: raise the quota of its environment, or let it use less.",
    },
  ];
}

/** Namespaces of every environment but production, as a regular expression each: nobody gets up at night for those. */
function sandboxes({ environments }: Cluster): string[] {
  const anyApp = ".+";
  return Object.keys(environments)
    .map(environment => instanceName(anyApp, environment))
    .filter(name => name !== anyApp);
}
