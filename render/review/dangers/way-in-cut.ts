import { cutWays } from "../objects/ways-in.ts";
import { enumerated } from "../words/enumerated.ts";
import type { Danger } from "./danger.ts";

/**
 * The last route to it goes, or loses its Service, a middleware or its certificate; or its last pod goes, or network policies
 * no longer let the entrance in. Another host is no cut.
 */
export const wayInCut: Danger = {
  id: "way-in-cut",
  level: "stop",
  explanation: "People no longer reach a program without which they can put nothing right, this change included",
  remedy: "Keep one route to it, and let the new one work before the old one goes",
  situation: situation =>
    cutWays(situation).flatMap(({ program, routes }) => {
      const [first] = routes;
      if (first === undefined) return [];
      const hosts = [...new Set(routes.map(({ host }) => host))].filter(host => host !== "");
      const where = hosts.length === 0 ? "" : ` at ${enumerated(hosts)}`;
      return [{ about: first.placed, what: `nobody reaches ${program} any more${where}` }];
    }),
};
