import { routesOf } from "../../inventory/network/routes.ts";
import { type HostName, hostNamesOf } from "../../inventory/network/routes-beside.ts";
import { blocks, code, counted, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { routeTable } from "../words/route-table.ts";

/** Every host name, who answers it, and what stands before the answer. */
export const hostNames: TextPart = {
  name: "host-names",
  tell(lab) {
    const routes = routesOf(lab);
    const outside = different(routes.filter(({ isPublic }) => isPublic).map(({ host }) => host));
    const hosts = hostNamesOf(lab.cluster);
    return blocks(
      `${counted(different(routes.map(({ host }) => host)), "name")} that Traefik answers, ${outside === 0 ? "none" : outside} of them public:`,
      routeTable(lab, routes),
      `${counted(different(hosts.map(({ name }) => name)), "name")} that a host answers by itself, inside the LAN only:`,
      table(["Name", "Who answers", "How to use it", "Login", "Certificate"], hosts.map(hostRow)),
    );
  },
};

/** A name may have several routes, or lead to several services. */
function different(names: readonly string[]): number {
  return new Set(names).size;
}

function hostRow({ name, service, node, address, use, login, certificate }: HostName): string[] {
  return [code(name), `${service} on ${node}, ${code(address)}`, code(use), login, certificate];
}
