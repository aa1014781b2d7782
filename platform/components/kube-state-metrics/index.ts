import { defineTool } from "../../tool.ts";
import { kubeStateAlerts } from "./alerts.ts";
import { KubeStateRights } from "./rights.ts";
import { KubeStateWorkload } from "./workload.ts";

/** What the API server knows, as measurements: whether pods run, jobs end, claims are bound. */
export const kubeStateMetrics = defineTool({
  name: "kube-state-metrics",
  reaches: ["api-server"],
  alerts: kubeStateAlerts,
  resources(chart, tool) {
    new KubeStateRights(chart, "rights", tool);
    new KubeStateWorkload(chart, "workload", tool);
  },
});
