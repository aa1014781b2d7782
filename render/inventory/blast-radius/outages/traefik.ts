import { unitThing } from "../things.ts";
import type { Care } from "./care.ts";

export const traefik: Care = {
  things: () => [unitThing("traefik")],
  bearable: ({ cluster }) =>
    "apps run, and talk to each other and to their databases; people do not reach them. A restart is a gap of seconds. " +
    `Gitea (${cluster.gitea.host}), Step-CA and Pi-hole answer by themselves. In need: \`kubectl -n <namespace> port-forward service/<name> 8080:80\`.`,
  alerts: ["TraefikMissing", "RouteFails"],
  remedies: () => [
    "`kubectl -n traefik get pods`, then `describe` the one that does not start; it waits for its volume more often than not.",
    "`npx lab recover` looks at pods, volumes and routes in their order.",
  ],
  runbooks: [],
};
