import { defineComponent } from "../../component.ts";
import { ServiceAccount } from "../../kubernetes.ts";
import { TOOLS_HOST_NAMESPACE } from "../foundation/namespaces.ts";
import { NodeExporterAgents } from "./agents.ts";
import { nodeExporterAlerts } from "./alerts.ts";

/** What the machines say of themselves: processors, memory, disks, temperature, clock, and what scripts of theirs write down. */
export const nodeExporter = defineComponent({
  name: "node-exporter",
  class: "tool",
  namespace: TOOLS_HOST_NAMESPACE,
  alerts: () => nodeExporterAlerts,
  resources(chart, cluster) {
    new ServiceAccount(chart, "account", { metadata: { name: "node-exporter" }, automountServiceAccountToken: false });
    new NodeExporterAgents(chart, "agents", { cluster });
  },
});
