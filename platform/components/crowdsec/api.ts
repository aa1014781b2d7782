import { TOOLS_NAMESPACE } from "../foundation/namespaces.ts";

/** Where CrowdSec's decisions are asked for: its local API. */
export const LAPI = { service: "crowdsec", namespace: TOOLS_NAMESPACE, port: 8080 } as const;

/** Whose key it is, by the name under which CrowdSec knows the bouncer. */
export const BOUNCER_NAME = "traefik";

/** Name under which the local API knows the command line of its own pod. */
export const CONSOLE_NAME = "console";
