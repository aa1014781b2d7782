import { readCluster } from "../../recover/read/cluster.ts";
import type { ClusterState } from "../../recover/snapshot.ts";
import type { Kubectl } from "../../remote/kubectl.ts";
import { RemoteFailure } from "../../remote/remote.ts";
import { inTime, Silent } from "../in-time.ts";
import { Unseen } from "../unseen.ts";

/** Less than any probe has that asks, so that all of them know why they see nothing. */
const LIMIT_SECONDS = 25;

const reads = new WeakMap<Kubectl, Promise<ClusterState>>();

/**
 * What the API server knows of the lab, asked for once, however many probes look at it: a Raspberry Pi takes seconds for
 * it, and its sshd opens ten sessions at a time.
 *
 * @throws {Unseen} when it does not answer
 */
export function readOnce(kubectl: Kubectl, limitSeconds = LIMIT_SECONDS): Promise<ClusterState> {
  const read = reads.get(kubectl) ?? inTime(limitSeconds, () => readCluster(kubectl)).catch(blame);
  reads.set(kubectl, read);
  return read;
}

function blame(error: unknown): never {
  if (!(error instanceof RemoteFailure || error instanceof Silent)) throw error;
  throw new Unseen("API server", `it does not answer: ${error.message}`);
}
