import { describe, expect, test } from "vitest";
import { faultsOf } from "./faults-of.ts";
import { lawOf } from "./laws.ts";

const pod = (more: object) => ({ containers: [{ name: "web", ...more }] });
const workload = (kind: string, podSpec: object, more: object = {}) => ({
  apiVersion: "apps/v1",
  kind,
  spec: { ...more, template: { spec: podSpec } },
});
const cron = (more: object, podSpec: object = { ...pod({}), restartPolicy: "Never" }) => ({
  apiVersion: "batch/v1",
  kind: "CronJob",
  spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template: { spec: podSpec } } }, ...more },
});
const of = (id: string, fields: object) => {
  const [apiVersion = "", kind = ""] = id.split(" ");
  return { apiVersion, kind, ...fields };
};
const claim = (more: object) =>
  of("v1 PersistentVolumeClaim", {
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } }, ...more },
  });

const faults = (object: { apiVersion: string; kind: string }) =>
  faultsOf(object, lawOf(object) ?? { open: true }).map(({ field }) => field);

describe("lawOf()", () => {
  test.each([
    [
      "a Deployment",
      workload("Deployment", { ...pod({ ports: [{ containerPort: 65535 }] }), restartPolicy: "Always" }),
    ],
    ["a CronJob", cron({ timeZone: "Europe/Paris", concurrencyPolicy: "Forbid" })],
    ["a Service", of("v1 Service", { spec: { ports: [{ port: 80, targetPort: "http", nodePort: 30080 }] } })],
    ["a claim", claim({})],
    ["keys of a ConfigMap", of("v1 ConfigMap", { data: { "a-b_c.yaml": "x" } })],
    [
      "a policy",
      of("networking.k8s.io/v1 NetworkPolicy", {
        spec: { policyTypes: ["Egress"], egress: [{ ports: [{ port: 1, endPort: 9 }] }] },
      }),
    ],
    ["a kind without a law", of("example.org/v1 Disk", { anything: true })],
  ])("lets %s pass", (_, object) => {
    expect(faults(object)).toEqual([]);
  });

  test.each([
    [
      "a container's port",
      workload("Deployment", pod({ ports: [{ containerPort: 65536 }] })),
      "spec.template.spec.containers[web].ports[0].containerPort",
    ],
    [
      "a host's port",
      workload("DaemonSet", pod({ ports: [{ containerPort: 1, hostPort: 0 }] })),
      "spec.template.spec.containers[web].ports[0].hostPort",
    ],
    [
      "a protocol",
      workload("StatefulSet", pod({ ports: [{ containerPort: 1, protocol: "tcp" }] })),
      "spec.template.spec.containers[web].ports[0].protocol",
    ],
    [
      "a probe's port",
      workload("Deployment", pod({ livenessProbe: { httpGet: { port: "not a name" } } })),
      "spec.template.spec.containers[web].livenessProbe.httpGet.port",
    ],
    ["a pod without containers", workload("Deployment", { containers: [] }), "spec.template.spec.containers"],
    [
      "a Deployment that ends",
      workload("Deployment", { ...pod({}), restartPolicy: "Never" }),
      "spec.template.spec.restartPolicy",
    ],
    [
      "a job that never ends",
      cron({}, { ...pod({}), restartPolicy: "Always" }),
      "spec.jobTemplate.spec.template.spec.restartPolicy",
    ],
    ["a job that says nothing of its end", cron({}, pod({})), "spec.jobTemplate.spec.template.spec.restartPolicy"],
    ["a schedule", cron({ schedule: "0 3 * *" }), "spec.schedule"],
    [
      "a label's value where only jobs are made",
      cron({
        jobTemplate: {
          metadata: { labels: { "a/b": "c d" } },
          spec: { template: { spec: { ...pod({}), restartPolicy: "Never" } } },
        },
      }),
      "spec.jobTemplate.metadata.labels[a/b]",
    ],
    ["a time zone", cron({ timeZone: "Europe/Pariss" }), "spec.timeZone"],
    ["a strategy", workload("Deployment", pod({}), { strategy: { type: "OnDelete" } }), "spec.strategy.type"],
    ["negative replicas", workload("Deployment", pod({}), { replicas: -1 }), "spec.replicas"],
    [
      "a toleration's effect",
      workload("Deployment", { ...pod({}), tolerations: [{ effect: "NoRun" }] }),
      "spec.template.spec.tolerations[0].effect",
    ],
    ["a Service's port", of("v1 Service", { spec: { ports: [{ name: "web", port: 0 }] } }), "spec.ports[web].port"],
    ["a node's port", of("v1 Service", { spec: { ports: [{ port: 1, nodePort: 8080 }] } }), "spec.ports[0].nodePort"],
    ["a Service's type", of("v1 Service", { spec: { type: "Loadbalancer" } }), "spec.type"],
    [
      "the end of a range of ports",
      of("networking.k8s.io/v1 NetworkPolicy", { spec: { ingress: [{ ports: [{ port: 1, endPort: 70000 }] }] } }),
      "spec.ingress[0].ports[0].endPort",
    ],
    ["a mode of access", claim({ accessModes: ["ReadWrite"] }), "spec.accessModes[0]"],
    ["a claim without a size", claim({ resources: { requests: {} } }), "spec.resources.requests.storage"],
    ["a key of a ConfigMap", of("v1 ConfigMap", { data: { "a b": "x" } }), "data[a b]"],
    ["a rule without verbs", of("rbac.authorization.k8s.io/v1 Role", { rules: [{ verbs: [] }] }), "rules[0].verbs"],
    [
      "a role of another API",
      of("rbac.authorization.k8s.io/v1 RoleBinding", { roleRef: { apiGroup: "v1", kind: "Role" } }),
      "roleRef.apiGroup",
    ],
    ["a reclaim policy", of("storage.k8s.io/v1 StorageClass", { reclaimPolicy: "Keep" }), "reclaimPolicy"],
    ["a priority of the system's", of("scheduling.k8s.io/v1 PriorityClass", { value: 2_000_000_000 }), "value"],
  ])("refuses %s", (_, object, field) => {
    expect(faults(object)).toEqual([field]);
  });
});
