import { defineComponent } from "../../component.ts";
import { Namespace, NetworkPolicy } from "../../kubernetes.ts";
import { podSecurity } from "../../pod-security.ts";
import { TOOLS_HOST_NAMESPACE, TOOLS_NAMESPACE } from "./namespaces.ts";

/** What the tools share: their namespaces, into which nothing comes that is not let in. */
export const foundation = defineComponent({
  name: "foundation",
  class: "platform",
  namespace: TOOLS_NAMESPACE,
  resources(chart) {
    new Namespace(chart, "tools", {
      metadata: { name: TOOLS_NAMESPACE, labels: podSecurity("restricted") },
    });
    new Namespace(chart, "tools-host", {
      metadata: { name: TOOLS_HOST_NAMESPACE, labels: podSecurity("privileged") },
    });
    for (const namespace of [TOOLS_NAMESPACE, TOOLS_HOST_NAMESPACE]) {
      new NetworkPolicy(chart, `deny-ingress-${namespace}`, {
        metadata: { name: `deny-ingress-${namespace}`, namespace },
        spec: { podSelector: {}, policyTypes: ["Ingress"] },
      });
    }
  },
});
