import { Construct } from "constructs";
import { NetworkPolicy, type NetworkPolicyPeer } from "../../kubernetes.ts";
import { AdmitPrometheus } from "../../shapes/admit-prometheus.ts";
import { INGRESS_PODS, tcp } from "../../shapes/peers.ts";
import { PODS } from "./labels.ts";
import { LONGHORN_NAMESPACE } from "./namespace.ts";

type Labels = Readonly<Record<string, string>>;

const BACKING_IMAGE_SOURCE = { "longhorn.io/component": "backing-image-data-source" };
const BACKING_IMAGE_MANAGER = { "longhorn.io/component": "backing-image-manager" };
const INSTANCE_MANAGER = { "longhorn.io/component": "instance-manager" };
const RECOVERY_BACKEND = { "longhorn.io/recovery-backend": "longhorn-recovery-backend" };
const WEBHOOK = { "longhorn.io/admission-webhook": "longhorn-admission-webhook" };

const DATA_PEERS = [PODS.manager, INSTANCE_MANAGER, BACKING_IMAGE_MANAGER, BACKING_IMAGE_SOURCE].map(podsWith);

/** Pods of recurring jobs, and of other tasks that the managers start. */
const TASKS: readonly NetworkPolicyPeer[] = [
  {
    podSelector: {
      matchLabels: { "longhorn.io/managed-by": "longhorn-manager" },
      matchExpressions: [{ key: "recurring-job.longhorn.io", operator: "Exists" }],
    },
  },
  { podSelector: { matchExpressions: [{ key: "longhorn.io/job-task", operator: "Exists" }] } },
];

/**
 * Who may reach what Longhorn runs: its own pods each other, the API server its webhook, Prometheus the managers, and
 * Traefik the UI, which asks nobody for a password.
 *
 * @see https://longhorn.io/docs/1.12.1/references/networking/
 */
export class NetworkPolicies extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const managerPeers = [PODS.manager, PODS.ui, { app: "longhorn-csi-plugin" }, PODS.deployer].map(podsWith);
    this.admit("backing-image-data-source", BACKING_IMAGE_SOURCE, [{ from: DATA_PEERS }]);
    this.admit("backing-image-manager", BACKING_IMAGE_MANAGER, [{ from: DATA_PEERS }]);
    this.admit("instance-manager", INSTANCE_MANAGER, [{ from: DATA_PEERS }]);
    this.admit("longhorn-manager", PODS.manager, [{ from: [...managerPeers, ...TASKS] }]);
    this.admit("longhorn-recovery-backend", RECOVERY_BACKEND, [
      { from: [podsWith({ "longhorn.io/component": "share-manager" })], ports: [tcp(9503)] },
    ]);
    // The API server comes from a node's own address, which no selector names.
    this.admit("longhorn-webhook", WEBHOOK, [{ ports: [tcp(9501), tcp(9502)] }]);
    this.admit("longhorn-ui", PODS.ui, [{ from: [INGRESS_PODS], ports: [tcp("http")] }]);
    new AdmitPrometheus(this, "metrics", { namespace: LONGHORN_NAMESPACE });
  }

  private admit(name: string, pods: Labels, ingress: readonly IngressRule[]): void {
    new NetworkPolicy(this, name, {
      metadata: { name },
      spec: { podSelector: { matchLabels: pods }, policyTypes: ["Ingress"], ingress },
    });
  }
}

interface IngressRule {
  readonly from?: readonly NetworkPolicyPeer[];
  readonly ports?: readonly ReturnType<typeof tcp>[];
}

function podsWith(labels: Labels): NetworkPolicyPeer {
  return { podSelector: { matchLabels: labels } };
}
