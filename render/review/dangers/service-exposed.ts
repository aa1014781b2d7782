import { groupKind } from "../../../platform/cluster-scoped.ts";
import { textOf, textsOf, valueAt } from "../objects/fields.ts";
import type { Danger } from "./danger.ts";

/** https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types */
export const serviceExposed: Danger = {
  id: "service-exposed",
  level: "note",
  explanation: "A Service is reached from outside the cluster, past every route and what guards it",
  remedy: "Let it be a ClusterIP behind a route, or limit it by loadBalancerSourceRanges",
  object: ({ object }) => {
    if (groupKind(object) !== "Service") return [];
    const type = textOf(valueAt(object, "spec.type")) ?? "";
    const isLimited = textsOf(valueAt(object, "spec.loadBalancerSourceRanges")).length > 0;
    const addresses = textsOf(valueAt(object, "spec.externalIPs"));
    return [
      ...(/^(LoadBalancer|NodePort)$/.test(type)
        ? [{ what: `it is a ${type}${isLimited ? " for some addresses" : ""}`, field: "spec.type" }]
        : []),
      ...addresses.map(address => ({ what: `it takes what is sent to ${address}`, field: "spec.externalIPs" })),
    ];
  },
};
