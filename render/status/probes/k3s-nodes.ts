import { nodes } from "../../recover/links/nodes.ts";
import type { Probe } from "../probe.ts";
import { linkTroubles } from "./link-troubles.ts";
import { readOnce } from "./read-once.ts";

/** Every host of the cluster is a node that is ready. */
export const k3sNodes: Probe = {
  name: "k3s nodes",
  limitSeconds: 30,
  look: async ({ cluster, kubectl }) =>
    linkTroubles(nodes, await readOnce(kubectl), { hosts: Object.keys(cluster.nodes) }),
};
