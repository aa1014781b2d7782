import { recordsOf } from "../../inventory/network/records.ts";
import { commands } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** Commands that ask the world for each kind of record of the zone. */
export const edgeCommands: TextPart = {
  name: "edge-commands",
  tell(lab) {
    const { zone } = lab.cluster;
    if (zone === undefined) return "";
    const asked = recordsOf(lab).filter(({ content, type }) => content !== undefined && type !== "MX");
    const names = [...new Map(asked.map(({ type, name }) => [`${type} ${name}`, { type, name }])).values()];
    return commands([
      `dig +short NS ${zone.name}   # the delegation`,
      `dig +short ${zone.name}   # addresses of Cloudflare, never of home`,
      ...(zone.mail === undefined ? [] : [`dig +short MX ${zone.name}`]),
      ...names.map(({ type, name }) => `dig +short ${type} ${name}`),
    ]);
  },
};
