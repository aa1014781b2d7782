import { guardLosses, requestText } from "../objects/guard-losses.ts";
import type { Danger } from "./danger.ts";

/** Also where the route stays as it is, and the middleware changes that it names. */
export const routeRateLimitRemoved: Danger = {
  id: "route-rate-limit-removed",
  level: "warn",
  explanation:
    "A route no longer limits how often it is asked: passwords can be guessed, and three small machines are easily kept busy",
  remedy: "Keep the middleware or annotation with the limit, and raise it where it is too low",
  situation: situation =>
    guardLosses(situation)
      .filter(({ guard }) => guard === "rateLimit")
      .map(({ rule }) => ({ about: rule.placed, what: `${requestText(rule)} is answered without a rate limit` })),
};
