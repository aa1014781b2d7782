import { defineComponent } from "../../component.ts";
import { Reachability } from "../../shapes/reachability.ts";
import { TOOLS_HOST_NAMESPACE } from "../foundation/namespaces.ts";
import { VICTORIA_LOGS } from "../victoria-logs/api.ts";
import { vlagentAlerts } from "./alerts.ts";
import { Collector, VLAGENT } from "./collector.ts";
import { PodReader } from "./pod-reader.ts";

/**
 * vlagent: on every node, the one that carries what containers write to the log store.
 *
 * Its image is of the same release as the store's, and so is its pin. Why it and no other collector:
 * platform/decisions/0005-victoria-logs-for-logs.md.
 */
export const vlagent = defineComponent({
  name: VLAGENT,
  class: "tool",
  namespace: TOOLS_HOST_NAMESPACE,
  alerts: vlagentAlerts,
  resources(chart, cluster) {
    new PodReader(chart, "pod-reader", { account: VLAGENT, namespace: TOOLS_HOST_NAMESPACE });
    new Collector(chart, "collector", { cluster });
    new Reachability(chart, "reachability", {
      name: VLAGENT,
      namespace: TOOLS_HOST_NAMESPACE,
      cluster,
      routed: false,
      reaches: ["api-server", { tool: VICTORIA_LOGS.name, ports: [VICTORIA_LOGS.port] }],
    });
  },
});
