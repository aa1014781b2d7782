import { traefikAddresses } from "../../../platform/hosts/load-balanced-nodes.ts";
import { staticNames as addressesByName } from "../../../platform/hosts/static-names.ts";
import { hostname } from "../../../platform/naming.ts";
import { code, codes, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** How a name becomes an address: for nodes, pods and people. */
export const staticNames: TextPart = {
  name: "static-names",
  tell({ cluster }) {
    const { domain, nodes, vault, hosts } = cluster;
    const [doors, resolvers] = [codes(traefikAddresses(cluster)), codes(hosts.resolvers)];
    return table(
      ["Name", "Nodes, by `/etc/hosts`", "Pods, by CoreDNS", "People, by Pi-hole"],
      [
        ...Object.entries(addressesByName(cluster)).map(([name, address]) => [
          code(name),
          code(address),
          code(address),
          name === vault.host ? doors : code(address),
        ]),
        ...Object.entries(nodes).map(([node, { address }]) => [
          code(hostname(node, domain)),
          code(address),
          "as Pi-hole says",
          code(address),
        ]),
        [`any other below ${code(domain)}`, "not known", "as Pi-hole says", doors],
        ["any other at all", `as the resolvers say: ${resolvers}`, "as its node is told", `as the same resolvers say`],
      ],
    );
  },
};
