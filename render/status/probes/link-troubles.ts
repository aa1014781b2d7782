import type { Finding } from "../../recover/finding.ts";
import type { Link } from "../../recover/link.ts";
import { PATIENCE, Recollection } from "../../recover/memory.ts";
import type { ClusterState, Snapshot, VaultState } from "../../recover/snapshot.ts";
import type { Trouble } from "../probe.ts";

/**
 * What a link of `lab recover` finds in the cluster, as troubles: what it would leave as it is, is a warning.
 *
 * @param hosts names of the hosts, of which nothing is said
 */
export function linkTroubles(
  link: Link,
  cluster: ClusterState,
  { hosts = [], vault = UNASKED }: { readonly hosts?: readonly string[]; readonly vault?: VaultState } = {},
): Trouble[] {
  const at = Date.now();
  const snapshot: Snapshot = { at, server: "", hosts: hosts.map(name => ({ name })), cluster, vault, routes: [] };
  const memory = new Recollection({ since: new Map(), taken: new Map() }, at, PATIENCE);
  return link.judge(snapshot, memory).map(troubleOf);
}

const UNASKED = { state: "unsealed" } as const;

function troubleOf({ subject, problem, next }: Finding): Trouble {
  const level = "note" in next ? "warning" : "down";
  const helps = "note" in next ? next.note : "npx lab recover";
  return { level, subject, problem, helps };
}
