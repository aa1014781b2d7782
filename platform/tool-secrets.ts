import type { Cluster } from "../clusters/lab.ts";
import { kvPath } from "./naming.ts";
import { type Secrets, USER_LIST } from "./secrets/origin.ts";
import { USERS_SECRET } from "./shapes/internal-route.ts";
import type { ToolRequests } from "./tool.ts";

type Asked = Pick<ToolRequests, "name" | "route" | "secrets">;

/** Every secret of a tool by its name: what it asks for, and who may pass Traefik where that asks for a password. */
export function toolSecrets({ route, secrets = {} }: Asked, cluster: Cluster): Secrets {
  const own = typeof secrets === "function" ? secrets(cluster) : secrets;
  return { ...own, ...(route?.login === "traefik" && { [USERS_SECRET]: USER_LIST }) };
}

/** The same by their paths below the KV mount: `grafana/admin`. */
export function toolSecretPaths(tool: Asked, cluster: Cluster): Secrets {
  const byName = Object.entries(toolSecrets(tool, cluster));
  return Object.fromEntries(byName.map(([secret, keys]) => [kvPath(tool.name, secret), keys]));
}
