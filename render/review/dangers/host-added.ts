import { answeredHosts } from "../objects/answered-hosts.ts";
import type { Danger } from "./danger.ts";

/** One that git says is public is told by `host-public`. */
export const hostAdded: Danger = {
  id: "host-added",
  level: "note",
  explanation:
    "A host is answered that was not: who reaches it is up to names, firewalls and routers that git does not show",
  remedy: "See whether it is meant for the Internet, and has a name and a certificate",
  situation: ({ before, after }) => {
    const old = answeredHosts(before);
    return [...answeredHosts(after)]
      .filter(([key, { isPublic }]) => !isPublic && !old.has(key))
      .map(([, { host, placed }]) => ({ about: placed, what: `"${host}" is answered` }));
  },
};
