import { guardLosses, requestText } from "../objects/guard-losses.ts";
import { enumerated } from "../words/enumerated.ts";
import type { Danger } from "./danger.ts";

/** Also where the route stays as it is, and the middleware changes that it names. */
export const routeAllowListWidened: Danger = {
  id: "route-allow-list-widened",
  level: "warn",
  explanation: "A route lets in addresses that it kept out",
  remedy: "Let in the networks that need it, as narrow as they are",
  situation: situation =>
    guardLosses(situation)
      .filter(({ guard }) => guard === "addresses")
      .map(({ rule, addresses }) => ({
        about: rule.placed,
        what: `${requestText(rule)} is answered to ${addresses === undefined ? "any address" : enumerated(addresses)}`,
      })),
};
