import { answeredHosts } from "../objects/answered-hosts.ts";
import { hostKey } from "../objects/route-rules.ts";
import { staying } from "../objects/staying.ts";
import { cutWays } from "../objects/ways-in.ts";
import type { Danger } from "./danger.ts";

/** Where it was the way to a program that people cannot do without, `way-in-cut` tells. */
export const hostRemoved: Danger = {
  id: "host-removed",
  level: "warn",
  explanation: "Nothing answers a host any more: bookmarks, links, webhooks and programs that use it fail",
  remedy: "See who uses it, and redirect it to its new name for a while",
  situation: situation => {
    const fresh = answeredHosts(situation.after);
    const told = new Set(cutWays(situation).flatMap(({ routes }) => routes.map(hostKey)));
    return [...answeredHosts(situation.before)]
      .filter(([key, { placed }]) => !fresh.has(key) && !told.has(key) && !staying(situation).has(placed.key))
      .map(([, { host, placed }]) => ({ about: placed, what: `"${host}" is no longer answered` }));
  },
};
