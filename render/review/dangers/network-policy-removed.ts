import { groupKind } from "../../../platform/cluster-scoped.ts";
import { inCluster } from "../desired.ts";
import type { Danger } from "./danger.ts";

/**
 * Of an Application that goes as a whole, the policies go with the pods: that is no danger of its own.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export const networkPolicyRemoved: Danger = {
  id: "network-policy-removed",
  level: "warn",
  explanation:
    "A network policy is deleted: pods that no other policy selects are open to all traffic, and pods that others select lose what this one allowed",
  remedy: "See which pods it selects, and what still selects them, before it goes",
  change: ({ change, old }, { after }) => {
    if (change.verb !== "prune" || old === undefined || !POLICIES.has(groupKind(old.object))) return [];
    if (!after.applications.has(inCluster(old.cluster, old.application))) return [];
    const place = old.namespace === "" ? "of the whole cluster" : `in "${old.namespace}"`;
    return [{ what: `${old.object.kind} "${old.object.metadata.name}" ${place} is deleted` }];
  },
};

const POLICIES: ReadonlySet<string> = new Set([
  "cilium.io/CiliumClusterwideNetworkPolicy",
  "cilium.io/CiliumNetworkPolicy",
  "crd.projectcalico.org/GlobalNetworkPolicy",
  "crd.projectcalico.org/NetworkPolicy",
  "networking.k8s.io/NetworkPolicy",
  "policy.networking.k8s.io/AdminNetworkPolicy",
  "policy.networking.k8s.io/BaselineAdminNetworkPolicy",
  "projectcalico.org/GlobalNetworkPolicy",
  "projectcalico.org/NetworkPolicy",
]);
