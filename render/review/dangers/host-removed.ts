import { answeredHosts } from "../objects/answered-hosts.ts";
import { staying } from "../objects/staying.ts";
import type { Danger } from "./danger.ts";

export const hostRemoved: Danger = {
  id: "host-removed",
  level: "warn",
  explanation: "Nothing answers a host any more: bookmarks, links, webhooks and programs that use it fail",
  remedy: "See who uses it, and redirect it to its new name for a while",
  situation: situation => {
    const fresh = answeredHosts(situation.after);
    return [...answeredHosts(situation.before)]
      .filter(([key, { placed }]) => !fresh.has(key) && !staying(situation).has(placed.key))
      .map(([, { host, placed }]) => ({ about: placed, what: `"${host}" is no longer answered` }));
  },
};
