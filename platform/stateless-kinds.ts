/**
 * Kinds of custom resources that say nothing of how they are, so that no wave can wait for it: `<group>_<Kind>`, with the
 * reason why nothing needs to.
 */
export const STATELESS_KINDS: Readonly<Record<string, string>> = {
  "longhorn.io_RecurringJob": "a schedule, of which nothing comes before its hour",
  "traefik.io_IngressRoute": "read by Traefik whenever it changes, and nothing of the lab waits for a route",
  "traefik.io_Middleware": "read by Traefik whenever it changes",
  "traefik.io_TLSOption": "read by Traefik whenever it changes",
};
