import { routesOf } from "../../inventory/network/routes.ts";
import type { TextPart } from "../part.ts";
import { routeTable } from "../words/route-table.ts";

/** Host names that the Internet reaches, with all that a visitor passes in Traefik. */
export const publicNames: TextPart = {
  name: "public-names",
  tell: lab =>
    routeTable(
      lab,
      routesOf(lab).filter(({ isPublic }) => isPublic),
    ),
};
