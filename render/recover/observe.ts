import type { Kubectl } from "../remote/kubectl.ts";
import type { Means } from "./act.ts";
import { readCluster } from "./read/cluster.ts";
import type { ClusterState, Snapshot } from "./snapshot.ts";

/** Looks at everything but the routes, which only say something once all that they lead to is well. Changes nothing. */
export async function observe({ kubectl, outside, server }: Means, now: () => number): Promise<Snapshot> {
  const [hosts, cluster] = await Promise.all([outside.hosts(), known(kubectl)]);
  const vault = cluster === undefined ? UNSEEN : await outside.vault();
  return { at: now(), hosts, server, ...(cluster !== undefined && { cluster }), vault, routes: [] };
}

const UNSEEN = { state: "unknown", reason: "the API server does not answer" } as const;

async function known(kubectl: Kubectl): Promise<ClusterState | undefined> {
  try {
    return await readCluster(kubectl);
  } catch {
    return undefined;
  }
}
