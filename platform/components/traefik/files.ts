/** Files that Traefik's pod is given, each out of an object of its namespace. */

/** Who signs certificates of the LAN: public, and a fact of the cluster. */
export const STEP_CA_ROOT = { object: "step-ca-root", key: "root_ca.crt", file: "/etc/step-ca/root_ca.crt" } as const;

/**
 * With which the record of the challenge is written. Traefik reads the file when it first orders a certificate, so that it
 * may be made after Traefik has started; another token starts it anew.
 */
export const DUCKDNS = {
  provider: "duckdns",
  object: "traefik-duckdns",
  key: "token",
  file: "/etc/duckdns/token",
} as const;
