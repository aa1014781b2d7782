import { codes, list } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** Who registers the zone, who answers for it, and by which name servers. */
export const delegation: TextPart = {
  name: "delegation",
  tell({ cluster: { zone } }) {
    if (zone === undefined) return "";
    const { name, registrar, dns, nameServers } = zone;
    return list([
      `${name} is registered at ${COMPANIES[registrar]}, which says that ${COMPANIES[dns]} answers for it.`,
      nameServers === undefined
        ? "By which name servers is not known yet."
        : `By these name servers: ${codes(nameServers)}.`,
    ]);
  },
};

const COMPANIES = { ovh: "OVH", cloudflare: "Cloudflare" } as const;
