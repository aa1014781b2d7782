import type { Cluster } from "../../../clusters/lab.ts";
import { dutiesOf } from "../../../platform/hosts/duties-of.ts";
import { nodesOfTraefik } from "../../../platform/hosts/load-balanced-nodes.ts";
import { blocks, code, codes, list, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** Nodes, networks, resolvers and time servers, by address. */
export const addresses: TextPart = {
  name: "addresses",
  tell: ({ cluster }) =>
    blocks(
      table(["Node", "Address", "Role in k3s", "Answers there beside pods"], nodeRows(cluster)),
      table(["Network", "Addresses", "Who has one"], networkRows(cluster)),
      list([
        `Resolvers of the nodes, in this order: ${codes(cluster.hosts.resolvers)}. Pi-hole is none of them: it runs on a node.`,
        `Time servers: ${codes(cluster.hosts.timeServers)}, by address, for a wrong clock lets no name be trusted.`,
      ]),
    ),
};

function nodeRows(cluster: Cluster): string[][] {
  const doors = nodesOfTraefik(cluster);
  return Object.entries(cluster.nodes).map(([name, { address, role }]) => {
    const here = [...(doors.includes(name) ? ["Traefik's ports"] : []), ...dutiesOf(cluster, name)];
    return [name, code(address), role, here.join(", ") || "—"];
  });
}

function networkRows({ networks }: Cluster): string[][] {
  return [
    ["LAN", code(networks.lan), "nodes, people's machines, the router"],
    ["Pods", code(networks.pods), "each pod its own; known inside the cluster only"],
    ["Services", code(networks.services), "each Service its own, which leads to pods; inside the cluster only"],
  ];
}
