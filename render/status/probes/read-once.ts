import { readCluster } from "../../recover/read/cluster.ts";
import type { ClusterState } from "../../recover/snapshot.ts";
import type { Kubectl } from "../../remote/kubectl.ts";

const reads = new WeakMap<Kubectl, Promise<ClusterState>>();

/**
 * What the API server knows of the lab, asked for once, however many probes look at it: a Raspberry Pi takes seconds for
 * it, and its sshd opens ten sessions at a time.
 */
export function readOnce(kubectl: Kubectl): Promise<ClusterState> {
  const read = reads.get(kubectl) ?? readCluster(kubectl);
  reads.set(kubectl, read);
  return read;
}
