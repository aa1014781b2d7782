import { cloudflared } from "../../../platform/components/cloudflared/index.ts";
import { TRAEFIK } from "../../../platform/components/traefik/api.ts";
import { edgeRowsOf } from "../../inventory/network/policy-edge-rows.ts";
import { INTERNET } from "../../inventory/network/policy-ends.ts";
import { routesOf } from "../../inventory/network/routes.ts";
import { code, counted, link, list } from "../markdown.ts";
import type { TextPart } from "../part.ts";

/** The tunnel between Cloudflare and the lab, and what it needs. */
export const tunnel: TextPart = {
  name: "tunnel",
  tell(lab) {
    const { cluster, units } = lab;
    if (cluster.zone === undefined || !units.some(({ component }) => component?.name === cloudflared.name)) return "";
    const { tunnelId } = cluster.zone;
    const names = routesOf(lab).filter(({ isPublic }) => isPublic);
    const outward = edgeRowsOf(lab).find(
      ({ from, to }) => from.some(({ name }) => name === cloudflared.name) && to.some(({ name }) => name === INTERNET),
    );
    return list([
      `At Cloudflare it is called ${code(cluster.name)}${tunnelId === undefined ? "; it is not made yet, so that no pod connects" : `, identifier ${code(tunnelId)}`}.`,
      `Its pods are those of ${link(`tools/${cloudflared.name}`)}. They connect to Cloudflare at ${outward?.ports.join(" and ")}; nobody connects to the router at home.`,
      `It lets in ${counted(names.length, "name")}, which are those of apps with ${code("publicNames")}, and answers 404 to all others.`,
      `It hands them to the entry point ${code("tunnel")} of ${link(`tools/${TRAEFIK.name}`)}, which no node opens; ${link("network#entry-points-of-traefik", "who may connect to it")}.`,
    ]);
  },
};
