import { guardLosses, requestText } from "../objects/guard-losses.ts";
import type { Danger } from "./danger.ts";

/** Also where the route stays as it is, and the middleware changes that it names. */
export const routeAuthenticationRemoved: Danger = {
  id: "route-authentication-removed",
  level: "warn",
  explanation:
    "A route no longer asks who is there: everybody who reaches it is let in, unless what answers asks by itself",
  remedy: "Keep the middleware or annotation that asks, or see first that the program behind it asks",
  situation: situation =>
    guardLosses(situation)
      .filter(({ guard }) => guard === "authentication")
      .map(({ rule }) => ({ about: rule.placed, what: `${requestText(rule)} is answered without authentication` })),
};
