import { defineComponent } from "../../component.ts";
import { Namespace, NetworkPolicy } from "../../kubernetes.ts";
import { TOOLS_HOST_NAMESPACE, TOOLS_NAMESPACE } from "./namespaces.ts";

/** What the tools share: their namespaces, closed by default. */
export const foundation = defineComponent({
  name: "foundation",
  class: "platform",
  namespace: TOOLS_NAMESPACE,
  resources(chart) {
    new Namespace(chart, "tools", {
      metadata: { name: TOOLS_NAMESPACE, labels: { "pod-security.kubernetes.io/enforce": "restricted" } },
    });
    new Namespace(chart, "tools-host", {
      // node-exporter and CrowdSec's agent read the host's file system and logs
      metadata: { name: TOOLS_HOST_NAMESPACE, labels: { "pod-security.kubernetes.io/enforce": "privileged" } },
    });
    for (const namespace of [TOOLS_NAMESPACE, TOOLS_HOST_NAMESPACE]) {
      new NetworkPolicy(chart, `default-deny-${namespace}`, {
        metadata: { name: `default-deny-${namespace}`, namespace },
        spec: { podSelector: {}, policyTypes: ["Ingress"] },
      });
    }
  },
});
