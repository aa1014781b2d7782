import { defineComponent } from "../../component.ts";
import { ClosedNamespace } from "./closed-namespace.ts";
import { ClusterDns } from "./cluster-dns.ts";
import { TOOLS_HOST_NAMESPACE, TOOLS_NAMESPACE } from "./namespaces.ts";
import { Priorities } from "./priorities.ts";

/** What the tools share, and what belongs to no one else: their namespaces, who goes first, names of the lab. */
export const foundation = defineComponent({
  name: "foundation",
  class: "platform",
  namespace: TOOLS_NAMESPACE,
  resources(chart, cluster) {
    new Priorities(chart, "priorities");
    new ClosedNamespace(chart, "tools", { name: TOOLS_NAMESPACE, podSecurity: "restricted" });
    new ClosedNamespace(chart, "tools-host", { name: TOOLS_HOST_NAMESPACE, podSecurity: "privileged" });
    new ClusterDns(chart, "names", { cluster });
  },
});
