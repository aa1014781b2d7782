import { Construct } from "constructs";
import { LimitRange, Namespace, NetworkPolicy, ResourceQuota } from "../../kubernetes.ts";
import { type PodSecurityLevel, podSecurity } from "../../pod-security.ts";
import { AdmitPrometheus } from "../../shapes/admit-prometheus.ts";

export interface ClosedNamespaceProps {
  readonly name: string;
  readonly podSecurity: PodSecurityLevel;
}

/**
 * A namespace in which no pod reaches another, or anything else, until a policy of its own says so. Policies add up:
 * this one opens nothing, and what others open adds to it. Prometheus comes in to whatever carries its label.
 */
export class ClosedNamespace extends Construct {
  constructor(scope: Construct, id: string, { name, podSecurity: level }: ClosedNamespaceProps) {
    super(scope, id);
    new Namespace(this, "namespace", { metadata: { name, labels: podSecurity(level) } });
    new NetworkPolicy(this, "deny", {
      metadata: { name: `default-deny-${name}`, namespace: name },
      spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
    });
    new AdmitPrometheus(this, "metrics", { name: `admit-prometheus-${name}`, namespace: name });
    // A pod that somebody starts by hand, such as one to look around, says nothing of its size.
    new LimitRange(this, "limits", {
      metadata: { name: `defaults-${name}`, namespace: name },
      spec: {
        limits: [{ type: "Container", defaultRequest: { cpu: "10m", memory: "32Mi" }, default: { memory: "128Mi" } }],
      },
    });
    // A CronJob that never ends would otherwise fill every node up to the kubelet's limit of 110 pods.
    new ResourceQuota(this, "quota", {
      metadata: { name: `quota-${name}`, namespace: name },
      spec: { hard: { pods: "60" } },
    });
  }
}
