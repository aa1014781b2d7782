import type { Cluster } from "../../clusters/lab.ts";
import { freePort } from "./process/free-port.ts";
import type { GiteaSite } from "./servers/gitea.ts";

/** Gitea where the lab has it: on its node's address, which the network of the tests carries. */
export function siteOf({ name, nodes, gitea }: Cluster): GiteaSite {
  const address = nodes[gitea.node]?.address;
  if (address === undefined) throw new Error(`Cannot place Gitea: ${name} has no node "${gitea.node}"`);
  return { address, port: 443, host: gitea.host };
}

/** Gitea on a free port of the loopback interface, by that address. */
export async function loopbackSite(): Promise<GiteaSite> {
  const port = await freePort();
  return { address: "127.0.0.1", port, host: `127.0.0.1:${port}` };
}
