import { answeredHosts } from "../objects/answered-hosts.ts";
import type { Danger } from "./danger.ts";

export const hostPublic: Danger = {
  id: "host-public",
  level: "warn",
  explanation: "The Internet reaches a host that it did not reach before: it is found and tried within minutes",
  remedy: "See that it asks who is there, has CrowdSec and a rate limit, and gets its updates, before it is let out",
  situation: ({ before, after }) => {
    const old = answeredHosts(before);
    return [...answeredHosts(after)]
      .filter(([key, { isPublic }]) => isPublic && !old.get(key)?.isPublic)
      .map(([, { host, placed }]) => ({ about: placed, what: `"${host}" is answered to the Internet` }));
  },
};
