import type { Cluster } from "../../clusters/lab.ts";
import type { Parts } from "./process/parts.ts";
import { type ApiServer, startApiServer } from "./servers/api-server.ts";
import { startControllerManager } from "./servers/controller-manager.ts";
import { type Etcd, startEtcd } from "./servers/etcd.ts";
import { startKwok } from "./servers/kwok.ts";
import { startScheduler } from "./servers/scheduler.ts";
import { startLoadBalancers } from "./stand-ins/load-balancers.ts";
import { makeNodes } from "./stand-ins/nodes.ts";
import { startReferences } from "./stand-ins/references.ts";
import { startVolumes } from "./stand-ins/volumes.ts";

/** A Kubernetes that makes pods. */
export interface ControlPlane {
  readonly etcd: Etcd;
  readonly server: ApiServer;
}

/**
 * Starts a control plane in a folder, with the nodes of a cluster, ready.
 *
 * @param parts what is started is added to them; whoever has made them ends them, after an error too
 */
export async function startControlPlane(folder: string, cluster: Cluster, parts: Parts): Promise<ControlPlane> {
  const etcd = parts.add(await startEtcd(folder));
  const server = parts.add(await startApiServer(folder, etcd));
  parts.add(await startControllerManager(folder, server));
  parts.add(await startScheduler(folder, server));
  parts.add(await startKwok(folder, server));
  parts.add(startReferences(folder, server));
  parts.add(startVolumes(folder, server));
  parts.add(startLoadBalancers(folder, server, cluster));
  await makeNodes(server, cluster);
  return { etcd, server };
}
