import { guardLosses, requestText } from "../objects/guard-losses.ts";
import type { Danger } from "./danger.ts";

/** Also where the route stays as it is, and the middleware changes that it names. */
export const routeTlsRemoved: Danger = {
  id: "route-tls-removed",
  level: "warn",
  explanation:
    "A route is no longer answered by https: browsers refuse it, and passwords go over the network in the clear",
  remedy: "Keep its certificate, or its entry in tls",
  situation: situation =>
    guardLosses(situation)
      .filter(({ guard }) => guard === "tls")
      .map(({ rule }) => ({ about: rule.placed, what: `${requestText(rule)} is answered without TLS` })),
};
