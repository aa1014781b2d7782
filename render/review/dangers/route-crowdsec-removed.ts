import { guardLosses, requestText } from "../objects/guard-losses.ts";
import type { Danger } from "./danger.ts";

/** Also where the route stays as it is, and the middleware changes that it names. */
export const routeCrowdsecRemoved: Danger = {
  id: "route-crowdsec-removed",
  level: "warn",
  explanation: "A route no longer asks CrowdSec: addresses that are known to attack are let in",
  remedy: "Keep the middleware on every route that the Internet reaches",
  situation: situation =>
    guardLosses(situation)
      .filter(({ guard }) => guard === "crowdsec")
      .map(({ rule }) => ({ about: rule.placed, what: `${requestText(rule)} is answered without CrowdSec` })),
};
