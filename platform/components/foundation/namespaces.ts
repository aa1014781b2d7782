/** Where Vault, monitoring, poolers and the like run. */
export const TOOLS_NAMESPACE = "tools";

/** Where agents run that need the host: node-exporter, CrowdSec's agent. */
export const TOOLS_HOST_NAMESPACE = "tools-host";
