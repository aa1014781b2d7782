import { routesOf as routesOfLab } from "../../inventory/network/routes.ts";
import { oncePerLab } from "../../inventory/once-per-lab.ts";
import { ownerOf } from "../../inventory/owner.ts";
import { code, table } from "../markdown.ts";
import type { TextPart } from "../part.ts";
import { enteredBy, guardsInWords, hostInWords, signerInWords } from "../words/route-words.ts";

/** Host names of one app or component, and what stands before it. */
export const routesOf: TextPart = {
  name: "routes-of",
  tell: (lab, about) =>
    table(
      ["Name", "Leads to", "Enters by", "Login and guards", "Certificate"],
      (routesByOwner(lab).get(about) ?? []).map(route => {
        const { unit, backend } = route;
        const service = backend.port === undefined ? backend.name : `${backend.name}:${backend.port}`;
        return [
          hostInWords(route),
          `${code(service)} of ${unit.name}`,
          ...[enteredBy(route), guardsInWords(route), signerInWords(route)],
        ];
      }),
    ),
};

const routesByOwner = oncePerLab(lab => Map.groupBy(routesOfLab(lab), ({ unit }) => ownerOf(unit)));
